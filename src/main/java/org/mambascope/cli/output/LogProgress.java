package org.mambascope.cli.output;

import org.mambascope.base.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Progress of a job whose output is kept and not watched: a line after the first seconds, which
 * says how long the rest will take, and then one a minute.
 */
final class LogProgress implements Progress {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private static final long FIRST = Duration.ofSeconds(10).toNanos();

    private final PrintWriter log;
    private final RemainingTime remaining = new RemainingTime();
    private long next = System.nanoTime() + FIRST;

    LogProgress(PrintWriter log) {
        this.log = log;
    }

    @Override
    public void report(long done, long total, String step) {
        long now = System.nanoTime();
        String left = remaining.words(done, total, now);
        if (now - next < 0 || left.isEmpty()) {
            return;
        }
        next = now + INTERVAL;
        log.printf(Locale.ROOT, "%s: %,d of %,d%s%n", step, done, total, left);
        log.flush();
    }
}
