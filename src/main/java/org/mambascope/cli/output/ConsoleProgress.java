package org.mambascope.cli.output;

import org.mambascope.base.Printable;
import org.mambascope.base.Progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** One line on a terminal that says how far a job is and how long it will take. */
final class ConsoleProgress implements Progress {
    /** Takes the line of progress away. */
    static final String ERASE = "\r\033[K";

    private static final long INTERVAL = Duration.ofMillis(200).toNanos();

    private final PrintWriter terminal;
    private final RemainingTime remaining = new RemainingTime();
    private long shown = System.nanoTime() - INTERVAL;

    ConsoleProgress(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void report(long done, long total, String step) {
        long now = System.nanoTime();
        boolean last = done >= total;
        if (!last && now - shown < INTERVAL) {
            return;
        }
        shown = now;
        terminal.printf(
                Locale.ROOT,
                "%s%s: %,d of %,d%s%s",
                ERASE,
                Printable.line(step),
                done,
                total,
                remaining.words(done, total, now),
                last ? "\n" : "");
        terminal.flush();
    }
}
