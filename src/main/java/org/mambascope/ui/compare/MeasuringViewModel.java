package org.mambascope.ui.compare;

import ai.djl.Device;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.run.Asked;
import org.mambascope.experiment.run.Run;
import org.mambascope.image.content.ImageContents;
import org.mambascope.image.content.Overlap;
import org.mambascope.model.LoadedModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.search.DatasetViewModel;
import org.mambascope.ui.search.MeasuringCommand;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures accuracy and time of the chosen runs, or of all, always with the open model. */
public final class MeasuringViewModel {
    private final ObjectProperty<List<Device>> devices =
            new SimpleObjectProperty<>(List.of(Device.cpu()));
    private final ObjectProperty<Device> device = new SimpleObjectProperty<>(Device.cpu());
    private final ObjectProperty<Integer> batch = new SimpleObjectProperty<>(1);
    private final ObservableValue<Boolean> possible;
    private final Session session;
    private final Runs runs;
    private final ChosenRunsViewModel chosen;
    private final DatasetViewModel dataset;

    MeasuringViewModel(
            Session session, Runs runs, ChosenRunsViewModel chosen, DatasetViewModel dataset) {
        this.session = session;
        this.runs = runs;
        this.chosen = chosen;
        this.dataset = dataset;
        this.possible =
                Bindings.createBooleanBinding(
                        () ->
                                session.modelProperty().get().isPresent()
                                        && !dataset.sources().getValue().isEmpty(),
                        session.modelProperty(),
                        dataset.sources());
    }

    /** Returns true if there is a model and something to measure it on. */
    public ObservableValue<Boolean> possible() {
        return possible;
    }

    /** Devices on which time can be measured, the CPU first. */
    public ObjectProperty<List<Device>> devices() {
        return devices;
    }

    /** Device on which time is measured, one of {@link #devices}; need not be the model's. */
    public ObjectProperty<Device> device() {
        return device;
    }

    /** Number of images that are timed at once. */
    public ObjectProperty<Integer> batch() {
        return batch;
    }

    /** Asks the chosen runs, or all, and the open model about the same images. */
    public void accuracy() {
        session.modelProperty().get().filter(open -> possible.getValue()).ifPresent(this::accuracy);
    }

    private void accuracy(LoadedModel open) {
        List<Run> asked = toMeasure();
        List<Path> from = dataset.sources().getValue();
        int most = dataset.limit().get();
        session.jobs()
                .start(
                        Texts.of("job.accuracy", asked.size()),
                        job -> {
                            List<? extends Answers> answers =
                                    session.backend().evaluate(open, files(asked), from, most, job);
                            return IntStream.range(0, asked.size())
                                    .mapToObj(
                                            i ->
                                                    Asked.of(
                                                            answers.get(i),
                                                            answers.getFirst(),
                                                            overlap(
                                                                    asked.get(i),
                                                                    answers.getFirst().contents())))
                                    .toList();
                        },
                        found -> runs.answered(from, asked, found));
    }

    private Optional<Overlap> overlap(Run run, ImageContents test) {
        return run.isOriginal()
                ? Optional.empty()
                : Optional.of(Overlap.of(session.backend().calibrationOf(run.made().file()), test))
                        .filter(Overlap::isKnown);
    }

    /** Times the chosen runs, or all, and the open model in turns. */
    public void time() {
        session.modelProperty().get().ifPresent(this::time);
    }

    private void time(LoadedModel open) {
        List<Run> measured = toMeasure();
        Device where = device.get();
        int images = batch.get();
        session.jobs()
                .start(
                        Texts.of("job.time", measured.size()),
                        job -> session.backend().time(open, files(measured), where, images, job),
                        times -> runs.timed(measured, times));
    }

    /** The command that measures accuracy in a terminal. */
    public Optional<String> accuracyInTerminal() {
        return MeasuringCommand.accuracy(
                session, toMeasure(), dataset.sources().getValue(), dataset.limit().get());
    }

    /** The command that measures the open model's time in a terminal. */
    public Optional<String> timeInTerminal() {
        return MeasuringCommand.time(session, device.get(), batch.get());
    }

    /** The open model first, then the chosen runs, or all if there is none among them. */
    private List<Run> toMeasure() {
        List<Run> some = chosen.made();
        List<Run> wanted =
                some.isEmpty()
                        ? runs.all().stream().filter(run -> !run.isOriginal()).toList()
                        : some;
        return Stream.concat(runs.original().stream(), wanted.stream()).toList();
    }

    private static List<Path> files(List<Run> measured) {
        return measured.stream()
                .filter(run -> !run.isOriginal())
                .map(run -> run.made().file())
                .toList();
    }
}
