package org.mambascope.activation;

import java.util.Map;

/**
 * Each measure of a point over other sets of images, drawn with replacement from those that were
 * analysed: the n-th draw is the same at all points of an analysis.
 *
 * @param values by measure, {@link #COUNT} each; empty for fewer than two images
 */
public record Resamples(Map<Measure, double[]> values) {
    /** Number of draws. */
    public static final int COUNT = 200;

    /** Of fewer than two images. */
    public static final Resamples NONE = new Resamples(Map.of());

    public Resamples {
        values = Map.copyOf(values);
    }

    /** Returns true if there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** A measure of the n-th draw; NaN or ∞ where there is nothing to compare with. */
    double of(Measure measure, int draw) {
        return values.get(measure)[draw];
    }
}
