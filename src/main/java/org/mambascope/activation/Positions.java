package org.mambascope.activation;

import java.util.Arrays;

/** Largest and middle one of what was found at the positions of an axis; NaN are left out. */
final class Positions {
    private Positions() {}

    /** NaN for none. */
    static double largest(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }

    /** 1 where all are alike; ∞ where the median is 0, NaN where both are. */
    static double largestOverMedian(double[] values) {
        return largest(values) / median(values);
    }

    /** Mean of the two middle ones of an even number; NaN for none. */
    static double median(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
