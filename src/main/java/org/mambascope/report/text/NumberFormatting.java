package org.mambascope.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormatSymbols;
import java.time.Duration;

/**
 * Numbers as people read them: three significant digits, thousands separated, a true minus sign:
 * {@code 1,058}, {@code 12.9}, {@code 0.0025}, {@code −3.4 × 10⁻⁷}. What is not a number is a dash.
 * The window's language decides about point and comma ({@link FigureTexts}); {@link #exact} does
 * not know it.
 */
public final class NumberFormatting {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final MathContext TICK_DIGITS = new MathContext(6);

    private NumberFormatting() {}

    /** A measured value, in three significant digits or, from 100 on, as a whole number. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e9 || size < 1e-4) {
            return scientific(value);
        }
        int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : small(size);
        return minus(withoutTrailingZeros(format("%,." + decimals + "f", value)));
    }

    /** A number with so many decimals, thousands not separated. */
    public static String fixed(double value, int decimals) {
        return minus(format("%." + decimals + "f", value));
    }

    /** A number of things. */
    public static String count(long value) {
        return minus(format("%,d", value));
    }

    /** A ratio of signal to noise in dB with one decimal, as 24.8; ∞ without noise. */
    public static String decibels(double ratio) {
        return Double.isInfinite(ratio) ? ratio > 0 ? "∞" : "−∞" : format("%.1f", ratio);
    }

    /** A ratio, as {@code 34×} or {@code 6.7×}. */
    public static String times(double ratio) {
        double digits = Math.abs(ratio) < 10 ? 10 : 1;
        return number(Math.abs(ratio) < 1 ? ratio : Math.rint(ratio * digits) / digits) + "×";
    }

    /** A percentage, as {@code 99.9 %}. */
    public static String percent(double percent) {
        return tick(percent) + " %";
    }

    /** A correlation in two decimals, as {@code 0.94}; a dash for NaN. */
    public static String correlation(double r) {
        return Double.isNaN(r) ? number(r) : fixed(r, 2);
    }

    /** A round value at an axis, without the noise of floating point. */
    public static String tick(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return number(value);
        }
        double size = Math.abs(value);
        if (size >= 1e7 || size < 1e-4) {
            return scientific(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(TICK_DIGITS).stripTrailingZeros();
        return minus(format("%,." + Math.max(0, rounded.scale()) + "f", rounded));
    }

    /** A power of ten, as {@code 10⁻³}. */
    public static String powerOfTen(int exponent) {
        StringBuilder text = new StringBuilder("10");
        if (exponent < 0) {
            text.append('⁻');
        }
        Integer.toString(Math.abs(exponent))
                .chars()
                .forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    /** One thing or several, as {@code 1 image} or {@code 32 images}. */
    public static String counted(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /**
     * Every digit that tells the value from its neighbours, for machines; whole numbers plainly.
     */
    public static String exact(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static int small(double size) {
        return 1 - (int) Math.floor(Math.log10(size));
    }

    private static String scientific(double value) {
        String[] parts = format("%.1e", value).split("e", 2);
        String mantissa = withoutTrailingZeros(parts[0]);
        return minus(mantissa) + " × " + powerOfTen(Integer.parseInt(parts[1]));
    }

    private static String withoutTrailingZeros(String text) {
        char point = DecimalFormatSymbols.getInstance(FigureTexts.language()).getDecimalSeparator();
        return text.indexOf(point) < 0 ? text : text.replaceAll("[" + point + "]?0+$", "");
    }

    private static String format(String pattern, Object value) {
        return String.format(FigureTexts.language(), pattern, value);
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }

    /** A time that is only estimated: {@code 40 s}, {@code 12 min}, {@code 1.5 h}. */
    public static String roughly(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (seconds < 90) {
            return "%d s".formatted(Math.max(1, Math.round(seconds)));
        }
        double minutes = seconds / 60;
        return minutes < 90
                ? "%d min".formatted(Math.round(minutes))
                : withoutTrailingZeros(fixed(minutes / 60, 1)) + " h";
    }
}
