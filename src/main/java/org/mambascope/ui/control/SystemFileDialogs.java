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

/** The system's own dialogs. */
public final class SystemFileDialogs implements FileDialogs {
    private static final List<String> PICTURES =
            List.of(
                    "*.png", "*.jpg", "*.jpeg", "*.bmp", "*.gif", "*.webp", "*.tif", "*.tiff",
                    "*.gz", "*ubyte");

    private final Window owner;

    public SystemFileDialogs(Window owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> model() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.model.title"));
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(
                                Texts.of("open.model.files"),
                                "*.safetensors",
                                "*.pth",
                                "*.pt",
                                "*.ckpt",
                                "*.bin",
                                "*.index.json"),
                        new ExtensionFilter(Texts.of("open.all"), "*"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> session() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.session.title"));
        chooser.getExtensionFilters()
                .setAll(new ExtensionFilter(Texts.of("application.name"), "*.mambascope"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> plan() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.plan.title"));
        chooser.getExtensionFilters().setAll(new ExtensionFilter("JSON", "*.json"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public List<Path> images() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("open.images.title"));
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(Texts.of("open.images.files"), PICTURES),
                        new ExtensionFilter(Texts.of("open.all"), "*"));
        return Optional.ofNullable(chooser.showOpenMultipleDialog(owner)).stream()
                .flatMap(List::stream)
                .map(File::toPath)
                .toList();
    }

    @Override
    public Optional<Path> folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("open.folder.title"));
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> saveAs(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("save.title"));
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters()
                .setAll(new ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }
}
