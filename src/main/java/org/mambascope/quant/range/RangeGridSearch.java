package org.mambascope.quant.range;

import org.mambascope.quant.plan.RangeRule;
import org.mambascope.tensor.cpu.fakequant.QuantisationError;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Finds ranges by trying a hundred: PTQ4VM's grid search. The first of the best wins.
 *
 * @param rule error that is minimised, and whether the widest range is tried too
 * @param many number of values from which on a sample decides which dozen of the ranges are tried
 *     on all
 */
public record RangeGridSearch(RangeRule.Search rule, int many) {
    /** Steps are never smaller. */
    public static final float SMALLEST_STEP = 1e-8f;

    private static final int CANDIDATES = 100;
    private static final int MANY = 40_000;

    /** One value of so many is in the sample; a prime, so that all channels are. */
    private static final int SAMPLED = 17;

    /** Of so many values on, a sample is enough where few ranges are tried. */
    private static final int COARSE_MANY = 1_000;

    /**
     * Shifts by which ends are moved inwards where few ranges are tried: finest where many bits
     * need them.
     */
    private static final int[] COARSE_ENDS = {1, 2, 3, 4, 6, 8, 11, 15, 20, 26, 33, 41};

    /** Shares of the largest weight where few ranges are tried. */
    private static final int[] COARSE_SHARES = {
        30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100
    };

    /** Ranges that are tried on all values. */
    private static final int FINALISTS = 12;

    RangeGridSearch(RangeRule.Search rule) {
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
        Range widest = RangeEstimator.minMax(values, from, to);
        QuantisationError rounding = new QuantisationError(rule.power());
        ToDoubleFunction<Range> error =
                isSampled(from, to)
                        ? Sample.of(values, from, to).error(rounding, top)
                        : range -> error(rounding, values, from, to, range, top);
        Range best = widest;
        double least = Double.POSITIVE_INFINITY;
        for (int i : candidates(values, from, to, widest, top)) {
            Range range = narrowed(widest, i);
            double sum = error.applyAsDouble(range);
            if (sum < least) {
                least = sum;
                best = range;
            }
        }
        return best;
    }

    /** All candidates; of many values those that are best on a sample. */
    private int[] candidates(float[] values, int from, int to, Range widest, int top) {
        IntStream ends =
                rule.coarse() ? IntStream.of(COARSE_ENDS) : IntStream.rangeClosed(1, CANDIDATES);
        IntStream all = rule.triesMinMax() ? IntStream.concat(IntStream.of(0), ends) : ends;
        if (rule.coarse() || to - from < many) {
            return all.toArray();
        }
        ToDoubleFunction<Range> error =
                Sample.of(values, from, to).error(new QuantisationError(rule.power()), top);
        return all.boxed()
                .sorted(Comparator.comparingDouble(i -> error.applyAsDouble(narrowed(widest, i))))
                .limit(FINALISTS)
                .sorted()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Range narrowed(Range widest, int candidate) {
        float inwards = candidate / (float) CANDIDATES * (widest.high() - widest.low());
        return new Range(widest.low() + inwards, widest.high() - inwards);
    }

    private static double error(
            QuantisationError rounding, float[] values, int from, int to, Range range, int top) {
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

        ToDoubleFunction<Range> error(QuantisationError rounding, int top) {
            return range ->
                    RangeGridSearch.error(rounding, outer, 0, outer.length, range, top)
                            + SAMPLED
                                    * RangeGridSearch.error(
                                            rounding, inner, 0, inner.length, range, top);
        }
    }

    /** The step of a row of weights that gives the smallest error with codes from −top to top. */
    float stepOfWeights(float[] weights, int from, int to, int top) {
        float largest = RangeEstimator.largestMagnitude(weights, from, to);
        QuantisationError rounding = new QuantisationError(rule.power());
        DoubleUnaryOperator error =
                isSampled(from, to)
                        ? ofSample(Sample.of(weights, from, to).error(rounding, 2 * top), top)
                        : step -> rounding.sum(weights, from, to, (float) step, 0, -top, top);
        float best = Math.max(largest / top, SMALLEST_STEP);
        double least = Double.POSITIVE_INFINITY;
        int[] shares =
                rule.coarse() ? COARSE_SHARES : IntStream.rangeClosed(1, CANDIDATES).toArray();
        for (int i : shares) {
            float step = Math.max(i / (float) CANDIDATES * largest / top, SMALLEST_STEP);
            double sum = error.applyAsDouble(step);
            if (sum < least) {
                least = sum;
                best = step;
            }
        }
        return best;
    }

    /** Symmetric codes are unsigned ones around the middle. */
    private static DoubleUnaryOperator ofSample(ToDoubleFunction<Range> error, int top) {
        return step -> error.applyAsDouble(new Range((float) (-step * top), (float) (step * top)));
    }

    private boolean isSampled(int from, int to) {
        return rule.coarse() && to - from >= COARSE_MANY;
    }
}
