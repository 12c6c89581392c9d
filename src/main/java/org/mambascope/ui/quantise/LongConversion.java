package org.mambascope.ui.quantise;

import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.text.Texts;

import java.time.Duration;

/**
 * A conversion that would take so long that it is asked about first.
 *
 * @param plan to be carried out
 * @param time that it will take on this machine
 * @param start begins it all the same
 * @param leave does not
 */
public record LongConversion(QuantisationPlan plan, Duration time, Runnable start, Runnable leave) {
    private static final Duration LONG = Duration.ofMinutes(30);

    /** Whether it is worth asking. */
    static boolean isLong(Duration time) {
        return time.compareTo(LONG) > 0;
    }

    /** The question. */
    public String words() {
        return Texts.of("conversion.long", plan.method().words(), NumberFormatting.roughly(time));
    }
}
