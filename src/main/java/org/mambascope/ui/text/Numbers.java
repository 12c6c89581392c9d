package org.mambascope.ui.text;

import org.mambascope.report.text.NumberFormatting;

import java.time.Duration;
import java.util.Locale;

/** Writes figures where the window has little room for them. */
public final class Numbers {
    private static final long HOUR = 3600;

    private Numbers() {}

    /** For a narrow cell: no decimals from 10 on, {@code 12 k} from 10,000 on. */
    public static String tersely(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return "–";
        } else if (size >= 10_000) {
            return counted(Math.round(value));
        } else if (size >= 9.95 || size == 0) {
            return NumberFormatting.fixed(value, 0);
        } else if (size >= 0.095) {
            return NumberFormatting.fixed(value, 1);
        } else {
            return size < 0.005
                    ? minus(String.format(Locale.ENGLISH, "%.0e", value).replace("e-0", "e-"))
                    : NumberFormatting.fixed(value, 2);
        }
    }

    /** A count in thousands or millions: {@code 812}, {@code 335 k}, {@code 7.2 M}. */
    public static String counted(long value) {
        if (value < 1_000) {
            return Long.toString(value);
        }
        double scaled = value < 999_500 ? value / 1e3 : value / 1e6;
        String unit = value < 999_500 ? "k" : "M";
        return NumberFormatting.fixed(scaled, scaled < 10 ? 1 : 0) + " " + unit;
    }

    /** A time: {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 5 h 10 min}. */
    public static String time(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds < 10) {
            return NumberFormatting.fixed(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < HOUR) {
            return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / HOUR + " h " + whole % HOUR / 60 + " min";
    }

    private static String minus(String text) {
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }
}
