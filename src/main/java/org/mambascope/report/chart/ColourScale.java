package org.mambascope.report.chart;

/**
 * Maps values to positions on a colour scale.
 *
 * @param from the value at 0
 * @param to the value at 1, larger than {@code from}
 * @param logarithmic whether equal ratios, not equal differences, are equally far apart; then both
 *     ends are positive
 */
public record ColourScale(double from, double to, boolean logarithmic) {
    public ColourScale {
        if (!(to > from) || (logarithmic && !(from > 0))) {
            throw new IllegalArgumentException("no scale from " + from + " to " + to);
        }
    }

    /** Equal differences; a single value is widened to a scale around it. */
    public static ColourScale linear(double from, double to) {
        return to > from
                ? new ColourScale(from, to, false)
                : new ColourScale(from - 0.5, from + 0.5, false);
    }

    /**
     * Equal ratios. What cannot be on a logarithmic scale is mended: a lower end that is not
     * positive becomes a millionth of the upper, and a scale without positive values 0.1 … 1.
     */
    public static ColourScale logarithmic(double from, double to) {
        if (!(to > 0) || Double.isInfinite(to)) {
            return new ColourScale(0.1, 1, true);
        }
        double positive = from > 0 ? from : to / 1e6;
        return positive < to
                ? new ColourScale(positive, to, true)
                : new ColourScale(to / 10, to, true);
    }

    /** 0 at {@code from}, 1 at {@code to}, clamped between; NaN stays NaN. */
    public double position(double value) {
        if (Double.isNaN(value)) {
            return Double.NaN;
        }
        double position =
                logarithmic
                        ? Math.log(Math.max(value, Double.MIN_NORMAL) / from) / Math.log(to / from)
                        : (value - from) / (to - from);
        return Math.clamp(position, 0, 1);
    }

    /** The value at a position. */
    public double value(double position) {
        return logarithmic ? from * Math.pow(to / from, position) : from + position * (to - from);
    }
}
