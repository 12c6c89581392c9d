package org.mambascope.quant;

import org.mambascope.tensor.RoundingError;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds ranges by trying a hundred: PTQ4VM's grid search. The first of the best wins.
 *
 * @param rule what is minimised, and whether the widest range is tried too
 * @param many of so many values on, a sample decides which dozen of the ranges are tried on all
 */
record RangeSearch(RangeRule.Search rule, int many) {
    /** Steps are never smaller. */
    static final float SMALLEST_STEP = 1e-8f;

    private static final int CANDIDATES = 100;
    private static final int MANY = 40_000;

    /** One value of so many is in the sample; a prime, so that all channels are. */
    private static final int SAMPLED = 17;

    /** Ranges that are tried on all values. */
    private static final int FINALISTS = 12;

    RangeSearch(RangeRule.Search rule) {
        this(rule, MANY);
    }

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
        Range best = widest;
        double least = Double.POSITIVE_INFINITY;
        for (int i : candidates(values, from, to, widest, top)) {
            Range range = narrowed(widest, i);
            double sum = error(values, from, to, range, top);
            if (sum < least) {
                least = sum;
                best = range;
            }
        }
        return best;
    }

    /** All candidates; of many values those that are best on a sample. */
    private int[] candidates(float[] values, int from, int to, Range widest, int top) {
        IntStream all = IntStream.rangeClosed(rule.triesMinMax() ? 0 : 1, CANDIDATES);
        if (to - from < many) {
            return all.toArray();
        }
        Sample sample = Sample.of(values, from, to);
        RoundingError rounding = new RoundingError(rule.power());
        return all.boxed()
                .sorted(
                        Comparator.comparingDouble(
                                i -> sample.error(rounding, narrowed(widest, i), top)))
                .limit(FINALISTS)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Range narrowed(Range widest, int candidate) {
        float inwards = candidate / (float) CANDIDATES * (widest.high() - widest.low());
        return new Range(widest.low() + inwards, widest.high() - inwards);
    }

    private double error(float[] values, int from, int to, Range range, int top) {
        return error(new RoundingError(rule.power()), values, from, to, range, top);
    }

    private static double error(
            RoundingError rounding, float[] values, int from, int to, Range range, int top) {
        float step = Math.max((range.high() - range.low()) / top, SMALLEST_STEP);
        float zero = (float) Math.rint(-range.low() / step);
        return rounding.sum(values, from, to, step, zero, 0, top);
    }

    /**
     * A few of many values whose error tells that of all: every outlying one, since few of them
     * make much of the error, and one of so many of the rest.
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(float[] outer, float[] inner) {
        /** Share of the values that lie out on one side. */
        private static final double OUTLYING = 0.01;

        static Sample of(float[] values, int from, int to) {
            float[] inner = new float[Math.ceilDiv(to - from, SAMPLED)];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = values[from + i * SAMPLED];
            }
            Arrays.sort(inner);
            int out = (int) (OUTLYING * inner.length);
            float low = inner[out];
            float high = inner[inner.length - 1 - out];
            float[] outer = new float[to - from];
            int count = 0;
            for (int i = from; i < to; i++) {
                if (values[i] < low || values[i] > high) {
                    outer[count++] = values[i];
                }
            }
            return new Sample(
                    Arrays.copyOf(outer, count),
                    Arrays.copyOfRange(inner, out, inner.length - out));
        }

        double error(RoundingError rounding, Range range, int top) {
            return RangeSearch.error(rounding, outer, 0, outer.length, range, top)
                    + SAMPLED * RangeSearch.error(rounding, inner, 0, inner.length, range, top);
        }
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
