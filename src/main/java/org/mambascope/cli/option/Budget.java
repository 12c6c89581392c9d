package org.mambascope.cli.option;

import org.mambascope.base.Problem;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Upper bound of a plan's cost, as users type it: {@code 300kB}, {@code 1.2M}, {@code 25%}, {@code
 * 30ms}.
 *
 * @param number in the unit of the bounded cost, or in percent
 * @param relative whether it is in percent
 */
public record Budget(double number, boolean relative) {
    private static final Pattern TEXT =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(%|[kmg]?b?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(%|ms|s)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Double> UNITS =
            Map.of("", 1.0, "%", 1.0, "k", 1e3, "m", 1e6, "g", 1e9);

    /**
     * Reads one.
     *
     * @throws Problem if it is none
     */
    public static Budget parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new Problem(
                    "Expected a budget such as 300kB, 1.2M or 25%%, found %s.".formatted(text));
        }
        String unit = parts.group(2).toLowerCase(Locale.ROOT).replace("b", "");
        double number = Double.parseDouble(parts.group(1)) * UNITS.get(unit);
        return new Budget(number, unit.equals("%"));
    }

    /**
     * Reads one of time, in milliseconds: {@code 30ms}, {@code 0.5s}, {@code 80%}.
     *
     * @throws Problem if it is none
     */
    public static Budget parseTime(String text) {
        Matcher parts = TIME.matcher(text.strip());
        if (!parts.matches()) {
            throw new Problem(
                    "Expected a time such as 30ms, 0.5s or 80%%, found %s.".formatted(text));
        }
        double number = Double.parseDouble(parts.group(1));
        String unit = parts.group(2).toLowerCase(Locale.ROOT);
        return new Budget(unit.equals("s") ? 1000 * number : number, unit.equals("%"));
    }

    /** In the unit of what it may be relative to. */
    public double of(double whole) {
        return relative ? whole * number / 100 : number;
    }
}
