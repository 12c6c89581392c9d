package org.mambascope.cli;

import org.mambascope.quant.QuantisationObserver;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says before a quantisation about how long it will take.
 *
 * @param output where it is said
 * @param what is quantised, in words
 */
record CostNote(Output output, String what) implements QuantisationObserver {
    @Override
    public void cost(Supplier<Optional<Duration>> expected) {
        expected.get().ifPresent(time -> output.note(what + " will take " + words(time) + "."));
    }

    /** As {@code about 3 min on this machine}. */
    static String words(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        String number =
                seconds < 90
                        ? String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds))
                        : seconds < 90 * 60
                                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
        return "about " + number + " on this machine";
    }
}
