package org.mambascope.ui.task;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.mambascope.base.Progress;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One piece of work that runs in the background. Its properties belong to the window's thread; the
 * work itself reports from its own thread, and only the latest report is passed on.
 */
public final class Job implements Progress {
    /** State of a job. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED;

        /** Returns true if it has ended, in whatever way. */
        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    private record Report(long done, long total, String step) {}

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper step;
    private final AtomicReference<Report> latest = new AtomicReference<>();
    private final Executor window;
    private final LongSupplier clock;
    private final String title;
    private final boolean making;
    private volatile boolean cancelled;
    private volatile long started;
    private volatile long ended = -1;

    /**
     * @param making whether something would be missed if it were stopped
     */
    Job(String title, boolean making, Executor window, LongSupplier clock) {
        this.title = title;
        this.making = making;
        this.window = window;
        this.clock = clock;
        this.step = new ReadOnlyStringWrapper(title);
        this.started = clock.getAsLong();
    }

    void begin() {
        started = clock.getAsLong();
        window.execute(() -> state.set(State.RUNNING));
    }

    /** To be called on the window's thread. */
    void end(State outcome) {
        ended = clock.getAsLong();
        state.set(outcome);
    }

    /** Title in words for the user. */
    public String title() {
        return title;
    }

    /** Whether something would be missed if it were stopped; no mere look at what is open. */
    public boolean isMaking() {
        return making;
    }

    /** Returns true if it waits or runs, and was not asked to stop. */
    public boolean isGoingOn() {
        return !cancelled && !state.get().isOver();
    }

    /** Asks the work to stop at the next unit. */
    public void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void report(long done, long total, String name) {
        if (latest.getAndSet(new Report(done, total, name)) == null) {
            window.execute(this::showLatest);
        }
    }

    /** Runs something on the window's thread, for work that has more to show than its progress. */
    public void show(Runnable action) {
        window.execute(action);
    }

    private void showLatest() {
        Report report = latest.getAndSet(null);
        fraction.set(report.total() > 0 ? (double) report.done() / report.total() : -1);
        step.set(report.step());
    }

    /** State of the job. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Finished part, 0 … 1; −1 while unknown. */
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /** The unit of work in progress, in words for the user. */
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Time since the work began, up to its end. */
    public Duration elapsed() {
        return Duration.ofNanos((ended < 0 ? clock.getAsLong() : ended) - started);
    }

    /** Time that the rest will take at the speed so far; empty before anything is finished. */
    public Optional<Duration> remaining() {
        double part = fraction.get();
        return part > 0
                ? Optional.of(Duration.ofNanos((long) (elapsed().toNanos() * (1 - part) / part)))
                : Optional.empty();
    }
}
