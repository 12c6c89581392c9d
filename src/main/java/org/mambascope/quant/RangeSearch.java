package org.mambascope.quant;

import org.mambascope.tensor.RoundingError;

/**
 * Finds ranges by trying a hundred: PTQ4VM's grid search. The first of the best wins.
 *
 * @param rule what is minimised, and whether the widest range is tried too
 */
record RangeSearch(RangeRule.Search rule) {
    /** Steps are never smaller. */
    static final float SMALLEST_STEP = 1e-8f;

    private static final int CANDIDATES = 100;

    /** A range of values. */
    record Range(float low, float high) {}

    /**
     * The range of a stretch of values whose ends, each moved inwards by a share of the interval,
     * give the smallest error with unsigned codes.
     *
     * @param top the largest code
     */
    Range ofActivations(float[] values, int from, int to, int top) {
        Range widest = Ranges.minMax(values, from, to);
        float length = widest.high() - widest.low();
        RoundingError error = new RoundingError(rule.power());
        Range best = widest;
        double least = Double.POSITIVE_INFINITY;
        for (int i = rule.triesMinMax() ? 0 : 1; i <= CANDIDATES; i++) {
            float inwards = i / (float) CANDIDATES * length;
            Range range = new Range(widest.low() + inwards, widest.high() - inwards);
            float step = Math.max((range.high() - range.low()) / top, SMALLEST_STEP);
            float zero = (float) Math.rint(-range.low() / step);
            double sum = error.sum(values, from, to, step, zero, 0, top);
            if (sum < least) {
                least = sum;
                best = range;
            }
        }
        return best;
    }

    /** The step of a row of weights that gives the smallest error with codes from −top to top. */
    float stepOfWeights(float[] weights, int from, int to, int top) {
        float largest = Ranges.largestMagnitude(weights, from, to);
        RoundingError error = new RoundingError(rule.power());
        float best = Math.max(largest / top, SMALLEST_STEP);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i <= CANDIDATES; i++) {
            float step = Math.max(i / (float) CANDIDATES * largest / top, SMALLEST_STEP);
            double sum = error.sum(weights, from, to, step, 0, -top, top);
            if (sum < least) {
                least = sum;
                best = step;
            }
        }
        return best;
    }
}
