package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Calibration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which images a model is calibrated with, and how it learns on them. */
public final class CalibrationViewModel {
    /** Numbers of images to choose among; others may be typed. */
    static final List<Integer> COUNTS = List.of(16, 32, 64, 128, 256, 512, 1024);

    private final ObjectProperty<Optional<Path>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Integer> count = new SimpleObjectProperty<>(256);
    private final ObjectProperty<CalibrationChoice> choice =
            new SimpleObjectProperty<>(CalibrationChoice.FIRST);
    private final ObjectProperty<Integer> seed = new SimpleObjectProperty<>(0);
    private final ObjectProperty<LearningSetting> setting =
            new SimpleObjectProperty<>(LearningSetting.DEFAULT);
    private final ObjectProperty<Integer> epochs =
            new SimpleObjectProperty<>(LearningSetting.DEFAULT.epochs());
    private final ObservableValue<Optional<Path>> source;
    private final FileDialogs dialogs;

    CalibrationViewModel(Session session, FileDialogs dialogs) {
        this.dialogs = dialogs;
        this.source =
                Bindings.createObjectBinding(
                        () -> chosen.get().or(() -> first(session.imagesProperty().get())),
                        chosen,
                        session.imagesProperty());
        setting.subscribe((before, now) -> epochs.set(now.epochs()));
    }

    private static Optional<Path> first(Optional<ImageSet> images) {
        return images.map(set -> set.sources().getFirst());
    }

    /** Where the images are: what was chosen, else the first of the session's images. */
    public ObservableValue<Optional<Path>> source() {
        return source;
    }

    /** The same in a word. */
    public ObservableValue<String> sourceName() {
        return source.map(
                path ->
                        path.map(some -> some.getFileName().toString())
                                .orElseGet(() -> Texts.of("calibration.none")));
    }

    /** How many images at most. */
    public ObjectProperty<Integer> count() {
        return count;
    }

    /** Which of them. */
    public ObjectProperty<CalibrationChoice> choice() {
        return choice;
    }

    /** Of everything random. */
    public ObjectProperty<Integer> seed() {
        return seed;
    }

    /** How methods that learn do it. */
    public ObjectProperty<LearningSetting> setting() {
        return setting;
    }

    /** How often they see the images. */
    public ObjectProperty<Integer> epochs() {
        return epochs;
    }

    /** What was chosen in place of the session's images. */
    Optional<Path> chosen() {
        return chosen.get();
    }

    void choose(Optional<Path> other) {
        chosen.set(other);
    }

    /** Takes the session's own images. */
    public void useOpenImages() {
        chosen.set(Optional.empty());
    }

    /** Asks for a picture or an IDX file. */
    public void chooseFile() {
        dialogs.images().stream().findFirst().ifPresent(file -> chosen.set(Optional.of(file)));
    }

    /** Asks for a folder. */
    public void chooseFolder() {
        dialogs.folder().ifPresent(folder -> chosen.set(Optional.of(folder)));
    }

    /** What was chosen; empty as long as there are no images. */
    public Optional<Calibration> calibration() {
        return source.getValue()
                .map(
                        path ->
                                new Calibration(
                                        path,
                                        new CalibrationSource(
                                                OptionalInt.of(Math.max(1, count.get())),
                                                choice.get(),
                                                seed.get())));
    }

    /** How it is to learn. */
    LearningSetting learning() {
        return setting.get().withEpochs(Math.max(0, epochs.get()));
    }
}
