package org.mambascope.quant.range;

import org.mambascope.quant.plan.ActivationRule;
import org.mambascope.quant.plan.RangeRule;
import org.mambascope.quant.range.RangeGridSearch.Range;
import org.mambascope.tensor.cpu.fakequant.OutlierQuantiser;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Steps and zero points by a range rule. */
public final class RangeEstimator {
    private RangeEstimator() {}

    /** From the smallest to the largest value of a stretch. */
    static Range minMax(float[] values, int from, int to) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        return new Range(low, high);
    }

    /** The largest magnitude of a stretch. */
    public static float largestMagnitude(float[] values, int from, int to) {
        Range range = minMax(values, from, to);
        return Math.max(Math.abs(range.low()), Math.abs(range.high()));
    }

    /** Steps and zero points of a layer's input. */
    public static ActivationParameters activations(
            ActivationRule rule, CalibrationInput input, int top) {
        return switch (rule) {
            case ActivationRule.Dynamic() -> new ActivationParameters.Dynamic();
            case ActivationRule.Clustered _ ->
                    throw new IllegalArgumentException("found together with the weights' step");
            case ActivationRule.Outliers(RangeRule.Search range) ->
                    new ActivationParameters.Outliers(inlierSteps(range, input, top / 2));
            case ActivationRule.Static(ActivationRule.Granularity granularity, RangeRule range) ->
                    fixed(
                            input,
                            granularity == ActivationRule.Granularity.TENSOR ? 1 : input.tokens(),
                            range,
                            top);
        };
    }

    /**
     * Steps and zero points of the size that a rule gives, without values.
     *
     * @param tokens number of token positions
     */
    public static ActivationParameters blank(ActivationRule rule, int tokens) {
        return switch (rule) {
            case ActivationRule.Dynamic() -> new ActivationParameters.Dynamic();
            case ActivationRule.Outliers _ -> new ActivationParameters.Outliers(new float[tokens]);
            case ActivationRule.Clustered _, ActivationRule.Static _ -> {
                int steps = rule.hasStepsOfTokens() ? tokens : 1;
                yield new ActivationParameters.Static(new float[steps], new float[steps]);
            }
        };
    }

    /** Step sizes of each token position's values, without the outlier channels of each image. */
    private static float[] inlierSteps(RangeRule.Search rule, CalibrationInput input, int top) {
        float[] steps = new float[input.tokens()];
        int channels = input.channels();
        IntStream.range(0, steps.length)
                .parallel()
                .forEach(
                        token -> {
                            float[] inliers = new float[input.perToken()];
                            int count = 0;
                            int end = (token + 1) * input.perToken();
                            for (int at = token * input.perToken(); at < end; at += channels) {
                                double limit = OutlierQuantiser.limit(input.values(), at, channels);
                                for (int i = at; i < at + channels; i++) {
                                    if (Math.abs(input.values()[i]) <= limit) {
                                        inliers[count++] = input.values()[i];
                                    }
                                }
                            }
                            steps[token] =
                                    new RangeGridSearch(rule).stepOfWeights(inliers, 0, count, top);
                        });
        return steps;
    }

    private static ActivationParameters fixed(
            CalibrationInput input, int groups, RangeRule rule, int top) {
        float[] steps = new float[groups];
        float[] zeros = new float[groups];
        int size = input.values().length / groups;
        IntStream.range(0, groups)
                .parallel()
                .forEach(
                        group -> {
                            int from = group * size;
                            Range range = range(rule, input.values(), from, from + size, top);
                            float low = Math.min(range.low(), 0);
                            float high = Math.max(range.high(), 0);
                            steps[group] =
                                    Math.max((high - low) / top, RangeGridSearch.SMALLEST_STEP);
                            zeros[group] =
                                    Math.clamp((float) Math.rint(-low / steps[group]), 0, top);
                        });
        return new ActivationParameters.Static(steps, zeros);
    }

    private static Range range(RangeRule rule, float[] values, int from, int to, int top) {
        return switch (rule) {
            case RangeRule.MinMax() -> minMax(values, from, to);
            case RangeRule.Percentile(double percent) -> percentile(percent, values, from, to);
            case RangeRule.Search search ->
                    new RangeGridSearch(search).ofActivations(values, from, to, top);
        };
    }

    /** Between the percentile and its mirror image, interpolated linearly. */
    private static Range percentile(double percent, float[] values, int from, int to) {
        float[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.parallelSort(sorted);
        return new Range(at(sorted, 1 - percent / 100), at(sorted, percent / 100));
    }

    private static float at(float[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return (float) (sorted[below] + (position - below) * (sorted[above] - sorted[below]));
    }

    /**
     * Steps of weights, row by row.
     *
     * @param weights N × K
     * @param inputs K
     */
    public static float[] weights(RangeRule rule, float[] weights, int inputs, int top) {
        float[] steps = new float[weights.length / inputs];
        IntStream.range(0, steps.length)
                .parallel()
                .forEach(
                        row -> {
                            int from = row * inputs;
                            int to = from + inputs;
                            steps[row] = weightStep(rule, weights, from, to, top);
                        });
        return steps;
    }

    private static float weightStep(RangeRule rule, float[] weights, int from, int to, int top) {
        return switch (rule) {
            case RangeRule.MinMax() ->
                    Math.max(
                            largestMagnitude(weights, from, to) / top,
                            RangeGridSearch.SMALLEST_STEP);
            case RangeRule.Percentile(double percent) -> {
                float[] magnitudes = new float[to - from];
                for (int i = from; i < to; i++) {
                    magnitudes[i - from] = Math.abs(weights[i]);
                }
                Arrays.sort(magnitudes);
                yield Math.max(at(magnitudes, percent / 100) / top, RangeGridSearch.SMALLEST_STEP);
            }
            case RangeRule.Search search ->
                    new RangeGridSearch(search).stepOfWeights(weights, from, to, top);
        };
    }
}
