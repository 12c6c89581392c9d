package org.mambascope.ui.sidebar;

import javafx.beans.property.IntegerProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.image.Picture;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that are analysed, which of them is chosen, and how to get others. */
public final class ImagesViewModel {
    private final Session session;
    private final FileDialogs dialogs;
    private final ObservableValue<List<Picture>> pictures;
    private final ObservableValue<String> count;

    public ImagesViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.dialogs = dialogs;
        this.pictures =
                session.imagesProperty()
                        .map(images -> images.map(ImageSet::previews).orElse(List.of()));
        this.count =
                session.imagesProperty()
                        .map(images -> images.map(ImagesViewModel::count).orElse(""));
    }

    private static String count(ImageSet images) {
        return images.size() == images.total()
                ? NumberFormatting.count(images.size())
                : Texts.of(
                        "images.sample",
                        NumberFormatting.count(images.size()),
                        NumberFormatting.count(images.total()));
    }

    /** Previews of the images. */
    public ObservableValue<List<Picture>> pictures() {
        return pictures;
    }

    /** Number of images, in words. */
    public ObservableValue<String> count() {
        return count;
    }

    /** Index of the chosen image. */
    public IntegerProperty chosen() {
        return session.selection().imageProperty();
    }

    /** Chooses the next or an earlier image, if there is one. */
    public void move(int steps) {
        int target = chosen().get() + steps;
        if (target >= 0 && target < pictures.getValue().size()) {
            chosen().set(target);
        }
    }

    /**
     * A row of what is open.
     *
     * @param name for the user
     * @param paths a folder, or files that lie in one
     */
    public record SourceRow(String name, List<Path> paths) {}

    /** What is open, a row for each folder; chosen files of one folder share a row. */
    public ObservableValue<List<SourceRow>> sources() {
        return session.imagesProperty()
                .map(images -> rows(images.map(ImageSet::sources).orElse(List.of())));
    }

    private static List<SourceRow> rows(List<Path> sources) {
        Map<Path, List<Path>> groups = new LinkedHashMap<>();
        for (Path source : sources) {
            Path whole = source.toAbsolutePath().normalize();
            boolean inFolder = whole.getParent() != null && !Files.isDirectory(whole);
            groups.computeIfAbsent(inFolder ? whole.getParent() : whole, key -> new ArrayList<>())
                    .add(source);
        }
        return groups.entrySet().stream()
                .map(
                        group ->
                                new SourceRow(
                                        name(group.getKey(), group.getValue()), group.getValue()))
                .toList();
    }

    private static String name(Path place, List<Path> paths) {
        return paths.size() > 1
                ? Texts.of("images.source.files", paths.size(), last(place))
                : last(paths.getFirst());
    }

    private static String last(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return Optional.ofNullable(whole.getFileName()).orElse(whole).toString();
    }

    /** Forgets what a row stands for. */
    public void remove(SourceRow row) {
        session.images().remove(row.paths());
    }

    /** Asks for images and opens them in place of those that are open. */
    public void openFiles() {
        List<Path> files = dialogs.images();
        if (!files.isEmpty()) {
            session.images().open(files);
        }
    }

    /** Asks for a folder and opens it in place of what is open. */
    public void openFolder() {
        dialogs.folder().ifPresent(folder -> session.images().open(List.of(folder)));
    }

    /** Asks for pictures and adds them. */
    public void addFiles() {
        List<Path> files = dialogs.images();
        if (!files.isEmpty()) {
            session.images().add(files);
        }
    }

    /** Asks for a folder and adds what it holds. */
    public void addFolder() {
        dialogs.folder().ifPresent(folder -> session.images().add(List.of(folder)));
    }

    /** Forgets all images. */
    public void clear() {
        session.images().clear();
    }
}
