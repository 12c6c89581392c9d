package org.mambascope.ui.search;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The labelled images that models are asked about: the session's own, or others. */
public final class DatasetViewModel {
    /** Numbers of images to choose among; the last stands for all. */
    public static final List<Integer> LIMITS = List.of(64, 256, 1000, 5000, Integer.MAX_VALUE);

    private final ObjectProperty<Optional<Path>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> limit = new SimpleObjectProperty<>(256);
    private final ObservableValue<List<Path>> sources;
    private final FileDialogs dialogs;

    public DatasetViewModel(Session session, FileDialogs dialogs) {
        this.dialogs = dialogs;
        this.sources =
                Bindings.createObjectBinding(
                        () -> dataset.get().map(List::of).orElseGet(() -> open(session)),
                        dataset,
                        session.imagesProperty());
    }

    private static List<Path> open(Session session) {
        return session.imagesProperty().get().map(ImageSet::sources).orElse(List.of());
    }

    /** Files and folders of the images; none as long as nothing is open or chosen. */
    public ObservableValue<List<Path>> sources() {
        return sources;
    }

    /** How many images are answered at most. */
    public ObjectProperty<Integer> limit() {
        return limit;
    }

    /** What they are, in a word. */
    public ObservableValue<String> name() {
        return sources.map(
                paths ->
                        paths.isEmpty()
                                ? Texts.of("calibration.none")
                                : paths.getFirst().getFileName().toString());
    }

    /** Takes the session's own images. */
    public void useOpenImages() {
        dataset.set(Optional.empty());
    }

    /** Asks for an IDX file or a picture. */
    public void chooseFile() {
        dialogs.images().stream().findFirst().ifPresent(file -> dataset.set(Optional.of(file)));
    }

    /** Asks for a folder. */
    public void chooseFolder() {
        dialogs.folder().ifPresent(folder -> dataset.set(Optional.of(folder)));
    }
}
