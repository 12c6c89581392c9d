package org.mambascope.ui.control;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

import org.mambascope.ui.text.Texts;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The system's own dialogs; each kind of file begins where the last of its kind was chosen. */
public final class SystemFileDialogs implements FileDialogs {
    private static final List<String> PICTURES =
            List.of(
                    "*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif", "*.webp", "*.tif", "*.tiff",
                    "*.gz", "*ubyte");

    private final Window owner;
    private final Function<String, Path> folders;
    private final BiConsumer<String, Path> chosen;

    /**
     * @param folders where to begin, by kind of file
     * @param chosen told of the folder that was chosen for a kind of file
     */
    public SystemFileDialogs(
            Window owner, Function<String, Path> folders, BiConsumer<String, Path> chosen) {
        this.owner = owner;
        this.folders = folders;
        this.chosen = chosen;
    }

    @Override
    public Optional<Path> model() {
        FileChooser chooser =
                chooser(
                        "model",
                        "open.model.title",
                        new ExtensionFilter(
                                Texts.of("open.model.files"),
                                "*.safetensors",
                                "*.pth",
                                "*.pt",
                                "*.ckpt",
                                "*.bin",
                                "*.index.json"),
                        new ExtensionFilter(Texts.of("open.all"), "*"));
        return one("model", chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> session() {
        FileChooser chooser =
                chooser(
                        "session",
                        "open.session.title",
                        new ExtensionFilter(Texts.of("application.name"), "*.mambascope"));
        return one("session", chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> plan() {
        FileChooser chooser =
                chooser("plan", "open.plan.title", new ExtensionFilter("JSON", "*.json"));
        return one("plan", chooser.showOpenDialog(owner));
    }

    @Override
    public List<Path> images() {
        FileChooser chooser =
                chooser(
                        "images",
                        "open.images.title",
                        new ExtensionFilter(Texts.of("open.images.files"), PICTURES),
                        new ExtensionFilter(Texts.of("open.all"), "*"));
        List<Path> files =
                Optional.ofNullable(chooser.showOpenMultipleDialog(owner)).stream()
                        .flatMap(List::stream)
                        .map(File::toPath)
                        .toList();
        files.stream().findFirst().ifPresent(file -> chosen.accept("images", file.getParent()));
        return files;
    }

    @Override
    public Optional<Path> folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("open.folder.title"));
        chooser.setInitialDirectory(folders.apply("images").toFile());
        Optional<Path> folder = Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
        folder.ifPresent(path -> chosen.accept("images", path));
        return folder;
    }

    @Override
    public Optional<Path> saveAs(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        FileChooser chooser =
                chooser(
                        "save",
                        "save.title",
                        new ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
        chooser.setInitialFileName(name);
        return one("save", chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String kind, String title, ExtensionFilter... filters) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of(title));
        chooser.setInitialDirectory(folders.apply(kind).toFile());
        chooser.getExtensionFilters().setAll(filters);
        return chooser;
    }

    private Optional<Path> one(String kind, File file) {
        Optional<Path> path = Optional.ofNullable(file).map(File::toPath);
        path.ifPresent(chosenFile -> chosen.accept(kind, chosenFile.getParent()));
        return path;
    }
}
