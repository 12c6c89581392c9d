package org.mambascope.cli;

import org.mambascope.base.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line a minute of how far a job is, where its output is kept and not watched. */
final class LogProgress implements Progress {
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final PrintWriter log;
    private final Remaining remaining = new Remaining();
    private long written = System.nanoTime();

    LogProgress(PrintWriter log) {
        this.log = log;
    }

    @Override
    public void report(long done, long total, String step) {
        long now = System.nanoTime();
        String left = remaining.words(done, total, now);
        if (now - written < INTERVAL) {
            return;
        }
        written = now;
        log.printf(Locale.ROOT, "%s: %,d of %,d%s%n", step, done, total, left);
        log.flush();
    }
}
