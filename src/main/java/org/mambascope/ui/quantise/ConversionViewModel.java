package org.mambascope.ui.quantise;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.experiment.run.QuantisationRecord;
import org.mambascope.experiment.run.Run;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.run.RunFiles;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.TaskRowViewModel;
import org.mambascope.ui.text.Numbers;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Calibration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Carries the plan out: one conversion at a time, in the background. What was done before a stop is
 * kept, and the same plan goes on from there.
 */
public final class ConversionViewModel {
    private final ReadOnlyObjectWrapper<Optional<Run>> latest =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableValue<Boolean> canRun;
    private final LossCurvesViewModel losses;
    private final RunningConversion running;
    private final Session session;
    private final IntendedConversion intended;
    private final Runs runs;
    private final RunFiles files;

    /**
     * Conversions.
     *
     * @param folder where quantised files are kept
     */
    ConversionViewModel(
            Session session,
            IntendedConversion intended,
            Runs runs,
            FileDialogs dialogs,
            Path folder) {
        this.session = session;
        this.intended = intended;
        this.runs = runs;
        this.files = new RunFiles(session.jobs(), dialogs);
        this.losses = new LossCurvesViewModel(session, dialogs);
        this.running = new RunningConversion(session, losses, folder);
        this.canRun =
                Bindings.createBooleanBinding(
                        () -> intended.complete().getValue() && running.task().get().isEmpty(),
                        intended.complete(),
                        running.task());
        session.modelProperty().subscribe((before, now) -> latest.set(Optional.empty()));
    }

    /** Whether there is what it takes, and nothing runs. */
    public ObservableValue<Boolean> canRun() {
        return canRun;
    }

    /** The conversion that is waiting or running. */
    public ObservableValue<Optional<TaskRowViewModel>> running() {
        return running.task();
    }

    /** What would take so long that it is asked about before it begins. */
    public ObservableValue<Optional<LongConversion>> question() {
        return running.question();
    }

    /** Whether it is halted for a while. */
    public BooleanProperty paused() {
        return running.paused();
    }

    /** What came of the last one, in words; empty before. */
    public ObservableValue<String> outcome() {
        return running.outcome();
    }

    /** What the last conversion made. */
    public ObservableValue<Optional<Run>> latest() {
        return latest.getReadOnlyProperty();
    }

    /** How losses fall, while methods learn. */
    public FigureCardViewModel losses() {
        return losses.card();
    }

    /** Begins, or goes on where the same plan was stopped. */
    public void run() {
        if (canRun.getValue()) {
            intended.now().ifPresent(this::run);
        }
    }

    private void run(Conversion wanted) {
        running.start(wanted, done -> finished(runs.add(wanted.origin(), done), done));
    }

    /**
     * Makes a run again by its recipe, as when its file was lost: the same method, bits, images,
     * setting and seed. It keeps its name and note.
     */
    public void makeAgain(Run run) {
        session.modelProperty()
                .get()
                .filter(open -> running.task().get().isEmpty())
                .ifPresent(
                        open ->
                                run.made()
                                        .origin()
                                        .ifPresent(origin -> makeAgain(open, run, origin)));
    }

    private void makeAgain(LoadedModel open, Run run, QuantisationRecord origin) {
        running.start(
                new Conversion(
                        open, origin.plan(), new Calibration(origin.calibration(), origin.sets())),
                done -> {
                    runs.madeAgain(run.number(), origin, done);
                    finished(run, done);
                });
    }

    private void finished(Run run, QuantisationJob.Outcome done) {
        latest.set(runs.all().stream().filter(one -> one.number() == run.number()).findFirst());
        Duration taken = Duration.ofMillis(Math.round(1000 * done.result().seconds()));
        running.end(
                Texts.of(
                                "conversion.done",
                                run.name(),
                                done.result().layers().size(),
                                Numbers.time(taken))
                        + (done.resumed() > 0
                                ? Texts.of("conversion.resumed", done.resumed())
                                : ""));
    }

    /** Stops; what is done is kept. */
    public void cancel() {
        running.task().get().ifPresent(TaskRowViewModel::cancel);
    }

    /** Asks where to, and saves what the last conversion made. */
    public void saveModel() {
        latest.get().ifPresent(files::save);
    }
}
