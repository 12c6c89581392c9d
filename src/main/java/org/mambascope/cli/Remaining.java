package org.mambascope.cli;

import java.util.Locale;

/** How long a job will still take, by what was done since it began or went on. */
final class Remaining {
    private long start;
    private long first = -1;

    /** As {@code , 3:05 left}; empty while nothing can be said. */
    String words(long done, long total, long now) {
        if (first < 0) {
            first = done;
            start = now;
        }
        if (done <= first || done >= total) {
            return "";
        }
        long seconds = Math.round((now - start) / 1e9 / (done - first) * (total - done));
        return String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60);
    }
}
