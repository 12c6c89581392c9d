package org.mambascope.cli.output;

import org.mambascope.base.Progress;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Progress of a job that says once, by the time that its first work took, about how long all of it
 * will take. Of short jobs nothing is said.
 */
public final class AnnouncedProgress implements Progress {
    /** A rate over less is left to chance, in seconds. */
    private static final double MEASURED = 1;

    /**
     * A first step that is shorter is mostly that of starting, in seconds: libraries are loaded and
     * code is compiled in it, so that it tells nothing of the others.
     */
    private static final double STARTING = 5;

    /**
     * Shortest job that is announced, in seconds: a shorter one is over before the sentence is
     * read.
     */
    private static final double LONG = 10;

    private final Progress shown;
    private final Consumer<Duration> announce;
    private final LongSupplier clock;
    private RemainingTime remaining = new RemainingTime();
    private boolean started;
    private boolean decided;

    /**
     * Progress with an announcement.
     *
     * @param shown gets all reports
     * @param announce gets the time that is expected
     * @param clock in nanoseconds
     */
    public AnnouncedProgress(Progress shown, Consumer<Duration> announce, LongSupplier clock) {
        this.shown = shown;
        this.announce = announce;
        this.clock = clock;
    }

    @Override
    public void report(long done, long total, String step) {
        if (!decided) {
            long now = clock.getAsLong();
            remaining.whole(done, total, now).ifPresent(seconds -> decide(seconds, now));
            leaveOutStart(done, total, now);
        }
        shown.report(done, total, step);
    }

    private void leaveOutStart(long done, long total, long now) {
        if (!started && remaining.whole(done, total, now).isPresent()) {
            started = true;
            if (!decided) {
                remaining = new RemainingTime();
                remaining.whole(done, total, now);
            }
        }
    }

    private void decide(double seconds, long now) {
        if (remaining.elapsed(now) < (started ? MEASURED : STARTING)) {
            return;
        }
        decided = true;
        if (seconds >= LONG) {
            announce.accept(Duration.ofMillis(Math.round(1000 * seconds)));
        }
    }

    @Override
    public boolean isCancelled() {
        return shown.isCancelled();
    }
}
