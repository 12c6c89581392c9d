package org.mambascope.ui.session;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The commands that change which images are open. Whatever is opened is analysed. */
public final class ImageCommands {
    private final ReadOnlyObjectWrapper<List<Path>> replaced =
            new ReadOnlyObjectWrapper<>(List.of());
    private final OpenImages images;
    private final AnalysisRunner analysis;
    private final PinnedModels pinned;
    private final Consumer<String> notices;

    /**
     * Of these images.
     *
     * @param notices told, in words, what was left out
     */
    ImageCommands(
            OpenImages images,
            AnalysisRunner analysis,
            PinnedModels pinned,
            Consumer<String> notices) {
        this.images = images;
        this.analysis = analysis;
        this.pinned = pinned;
        this.notices = notices;
    }

    /** Opens files and folders in place of the images that are open. */
    public void open(List<Path> paths) {
        List<Path> before = images.sources();
        boolean others = !before.isEmpty() && !paths.containsAll(before);
        read(paths, others ? before : List.of());
    }

    /** Adds files and folders to the images that are open. */
    public void add(List<Path> paths) {
        read(images.with(paths));
    }

    /** Opens the replaced images again, after those that are open. */
    public void showReplaced() {
        List<Path> all = new ArrayList<>(images.sources());
        all.addAll(replaced.get());
        read(all);
    }

    /** Forgets some of the files and folders. */
    public void remove(List<Path> paths) {
        List<Path> left = images.sources().stream().filter(path -> !paths.contains(path)).toList();
        if (left.isEmpty()) {
            clear();
        } else {
            read(left);
        }
    }

    /** Forgets all images. */
    public void clear() {
        analysis.clear();
        images.clear();
    }

    /** The images in whose place others were opened last; empty if there were none. */
    public ReadOnlyObjectProperty<List<Path>> replacedProperty() {
        return replaced.getReadOnlyProperty();
    }

    /** Reads what is open again: the model or the size of the sample has changed. */
    void readAgain() {
        images.property().get().ifPresent(set -> read(set.sources()));
    }

    private void read(List<Path> sources) {
        read(sources, List.of());
    }

    /**
     * What is shown stays until these are read; what ran on the old ones goes on if they cannot.
     */
    private void read(List<Path> sources, List<Path> inPlaceOf) {
        analysis.cancel();
        images.read(
                sources,
                set -> {
                    look(set);
                    replaced.set(inPlaceOf);
                },
                analysis::goOn);
    }

    private void look(ImageSet set) {
        pinned.again();
        leftOut(set.notes()).ifPresent(notices);
        analysis.again();
    }

    private static Optional<String> leftOut(List<String> notes) {
        return notes.stream()
                .findFirst()
                .map(
                        first ->
                                notes.size() == 1
                                        ? first
                                        : Texts.of("images.left-out", first, notes.size() - 1));
    }
}
