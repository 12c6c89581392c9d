package org.mambascope.report.figure;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Levels of a uniform, asymmetric quantiser: x̂ = (q − z)·s for q = 0 … 2^b − 1. */
final class QuantisationLevels {
    private QuantisationLevels() {}

    /**
     * The levels of one step over a range, widened to include 0, ascending.
     *
     * @param bits 1 … 16
     */
    static DoubleStream of(double minimum, double maximum, int bits) {
        double low = Math.min(0, minimum);
        double high = Math.max(0, maximum);
        int steps = (1 << bits) - 1;
        double step = (high - low) / steps;
        if (!(step > 0) || Double.isInfinite(step)) {
            return DoubleStream.of(0);
        }
        long zeroPoint = Math.round(-low / step);
        return IntStream.rangeClosed(0, steps).mapToDouble(code -> (code - zeroPoint) * step);
    }
}
