package org.mambascope.ui.quantise;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.task.Job;
import org.mambascope.ui.task.TaskRowViewModel;
import org.mambascope.ui.text.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The conversion that runs in the background: it can be halted, and asks before it takes long. */
final class RunningConversion {
    private final ReadOnlyObjectWrapper<Optional<TaskRowViewModel>> task =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LongConversion>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private final BooleanProperty paused = new SimpleBooleanProperty(false);
    private final Session session;
    private final LossCurvesViewModel losses;
    private final Path folder;
    private Optional<PausableProgress> progress = Optional.empty();

    /**
     * None yet.
     *
     * @param folder where quantised files are kept
     */
    RunningConversion(Session session, LossCurvesViewModel losses, Path folder) {
        this.session = session;
        this.losses = losses;
        this.folder = folder;
        paused.subscribe((before, now) -> progress.ifPresent(waiting -> waiting.setPaused(now)));
    }

    /** The conversion that is waiting or running. */
    ReadOnlyObjectProperty<Optional<TaskRowViewModel>> task() {
        return task.getReadOnlyProperty();
    }

    /** What would take so long that it is asked about before it begins. */
    ReadOnlyObjectProperty<Optional<LongConversion>> question() {
        return question.getReadOnlyProperty();
    }

    /** Whether it is halted for a while. */
    BooleanProperty paused() {
        return paused;
    }

    /** What came of the last one, in words; empty before. */
    ReadOnlyStringProperty outcome() {
        return outcome.getReadOnlyProperty();
    }

    void end(String words) {
        outcome.set(words);
    }

    /**
     * Begins, in place of what was asked about.
     *
     * @param then told what was made
     */
    void start(Conversion wanted, Consumer<QuantisationJob.Outcome> then) {
        start(wanted, then, Optional.of(time -> ask(wanted, then, time)));
    }

    private void ask(Conversion wanted, Consumer<QuantisationJob.Outcome> then, Duration time) {
        question.set(
                Optional.of(
                        new LongConversion(
                                wanted.plan(),
                                time,
                                () -> start(wanted, then, Optional.empty()),
                                () -> question.set(Optional.empty()))));
    }

    private void start(
            Conversion wanted,
            Consumer<QuantisationJob.Outcome> then,
            Optional<Consumer<Duration>> ask) {
        question.set(Optional.empty());
        losses.clear();
        outcome.set("");
        paused.set(false);
        Job job =
                session.jobs()
                        .start(
                                Texts.of("job.quantise", wanted.plan().method().words()),
                                own -> convert(wanted, own, ask),
                                then);
        task.set(Optional.of(new TaskRowViewModel(job)));
        job.stateProperty().subscribe(this::follow);
    }

    private QuantisationJob.Outcome convert(
            Conversion wanted, Job job, Optional<Consumer<Duration>> ask) throws IOException {
        PausableProgress pausable = new PausableProgress(job);
        job.show(() -> progress = Optional.of(pausable));
        return wanted.run(
                session.backend(),
                folder,
                pausable,
                new QuantisationObserver() {
                    @Override
                    public void cost(Supplier<Optional<Duration>> expected) {
                        job.report(0, 0, Texts.of("conversion.cost.measuring"));
                        expected.get().ifPresent(time -> tell(job, time, ask));
                    }

                    @Override
                    public void epoch(String block, int epoch, double loss) {
                        job.show(() -> losses.add(wanted.words(block), loss));
                    }
                });
    }

    /** Stops what takes long, to ask about it; it begins again when the answer is yes. */
    private static void tell(Job job, Duration time, Optional<Consumer<Duration>> ask) {
        if (ask.isPresent() && LongConversion.isLong(time)) {
            job.show(() -> ask.get().accept(time));
            throw new CancellationException("Asked about first.");
        }
        job.report(0, 0, Texts.of("conversion.cost", NumberFormatting.roughly(time)));
    }

    private void follow(Job.State state) {
        if (state.isOver()) {
            task.set(Optional.empty());
            progress = Optional.empty();
            paused.set(false);
        }
        if (state == Job.State.CANCELLED && question.get().isEmpty()) {
            outcome.set(Texts.of("conversion.stopped"));
        }
    }
}
