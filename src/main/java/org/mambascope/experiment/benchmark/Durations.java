package org.mambascope.experiment.benchmark;

import java.util.Arrays;

/** Durations of repeated runs. */
final class Durations {
    private double[] milliseconds = new double[0];

    void add(double value) {
        milliseconds = Arrays.copyOf(milliseconds, milliseconds.length + 1);
        milliseconds[milliseconds.length - 1] = value;
        Arrays.sort(milliseconds);
    }

    double median() {
        return quantile(0.5);
    }

    /**
     * The value that this share of the runs does not exceed, between two runs by interpolation.
     *
     * @param share 0 … 1
     */
    double quantile(double share) {
        double at = share * (milliseconds.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, milliseconds.length - 1);
        return milliseconds[below] + (at - below) * (milliseconds[above] - milliseconds[below]);
    }

    /** The width of the middle half of the runs. */
    double spread() {
        return quantile(0.75) - quantile(0.25);
    }
}
