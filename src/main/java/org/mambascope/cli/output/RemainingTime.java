package org.mambascope.cli.output;

import java.util.Locale;
import java.util.OptionalDouble;

/** Estimates the remaining time of a job from the work done since it began or went on. */
public final class RemainingTime {
    private static final double NANOSECONDS = 1e9;

    private long start;
    private long first = -1;

    /**
     * Seconds of all that is done since the first call; empty while nothing is.
     *
     * @param now in nanoseconds
     */
    public OptionalDouble whole(long done, long total, long now) {
        if (first < 0) {
            first = done;
            start = now;
        }
        return done <= first || done >= total
                ? OptionalDouble.empty()
                : OptionalDouble.of(elapsed(now) / (done - first) * (total - first));
    }

    /** Seconds since the first call. */
    public double elapsed(long now) {
        return (now - start) / NANOSECONDS;
    }

    /** As {@code , 3:05 left}; empty while nothing can be said. */
    String words(long done, long total, long now) {
        OptionalDouble whole = whole(done, total, now);
        if (whole.isEmpty()) {
            return "";
        }
        long seconds = Math.round(whole.getAsDouble() - elapsed(now));
        return String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60);
    }
}
