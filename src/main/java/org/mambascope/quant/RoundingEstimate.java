package org.mambascope.quant;

import org.mambascope.activation.Distribution;
import org.mambascope.activation.Histogram;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;

/**
 * What rounding to so many bits does to values of which only statistics are known. No model runs,
 * so that a slider can be followed at once: an estimate, before smoothing or learning, of ranges
 * from the smallest value to the largest. Ratios are signal over noise in dB, infinite where
 * nothing is rounded.
 */
public final class RoundingEstimate {
    /** So many that a step of 8 bits still has several. */
    private static final int BINS = 4096;

    private RoundingEstimate() {}

    /**
     * A layer's input.
     *
     * @param bits of an input value, or {@link LayerBits#OFF}
     */
    public static double input(PointStatistics input, int bits, ActivationRule rule) {
        return switch (rule) {
            case ActivationRule.Static(ActivationRule.Granularity granularity, RangeRule _) ->
                    switch (granularity) {
                        case TENSOR -> oneStep(input.values(), bits);
                        case TOKEN -> together(input.tokens(), bits);
                    };
            case ActivationRule.Clustered _, ActivationRule.Outliers _ ->
                    together(input.tokens(), bits);
            case ActivationRule.Dynamic() -> together(input.tokens(), bits);
        };
    }

    /**
     * A layer's weights, each output channel with a step of its own and symmetric about 0.
     *
     * @param weights with output channels as positions
     * @param bits of a weight, or {@link LayerBits#OFF}
     */
    public static double weights(PointStatistics weights, int bits) {
        if (bits == LayerBits.OFF) {
            return Double.POSITIVE_INFINITY;
        }
        Profile channels = weights.tokens();
        double signal = 0;
        double noise = 0;
        for (int channel = 0; channel < channels.size(); channel++) {
            double step = channels.absoluteMaximum(channel) / LayerBits.topWeightCode(bits);
            signal += power(channels, channel);
            noise += noise(channels, channel, step);
        }
        return decibels(signal, noise);
    }

    /** What is left of a product of two that are noisy by themselves. */
    public static double product(double first, double second) {
        return -10 * Math.log10(Math.pow(10, -first / 10) + Math.pow(10, -second / 10));
    }

    /** Each token of a layer's input with one step for all tokens. */
    public static double[] tokensWithOneStep(PointStatistics input, int bits) {
        double step = step(input.values().minimum(), input.values().maximum(), bits);
        return tokens(input.tokens(), _ -> step);
    }

    /** Each token of a layer's input with a step of its own. */
    public static double[] tokensWithOwnSteps(PointStatistics input, int bits) {
        Profile tokens = input.tokens();
        return tokens(
                tokens, token -> step(tokens.minimum()[token], tokens.maximum()[token], bits));
    }

    /**
     * The distance between two levels.
     *
     * @param bits 2 … 8
     */
    public static double step(double minimum, double maximum, int bits) {
        return (Math.max(0, maximum) - Math.min(0, minimum)) / LayerBits.topActivationCode(bits);
    }

    /** Share of values that become 0 with one step for all, 0 … 1. */
    public static double roundedToZero(Distribution values, int bits) {
        double half = step(values.minimum(), values.maximum(), bits) / 2;
        return half > 0 && values.count() > 0
                ? (double) values.histogram(1, -half, half).counts()[0] / values.count()
                : 0;
    }

    private static double oneStep(Distribution values, int bits) {
        double step = step(values.minimum(), values.maximum(), bits);
        if (bits == LayerBits.OFF || !(step > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        Histogram histogram = values.histogram(BINS);
        double signal = 0;
        double noise = 0;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            double value = histogram.centre(bin);
            double error = value - Math.rint(value / step) * step;
            signal += histogram.counts()[bin] * value * value;
            noise += histogram.counts()[bin] * error * error;
        }
        return decibels(signal, noise);
    }

    private static double together(Profile tokens, int bits) {
        if (bits == LayerBits.OFF) {
            return Double.POSITIVE_INFINITY;
        }
        double signal = 0;
        double noise = 0;
        for (int token = 0; token < tokens.size(); token++) {
            signal += power(tokens, token);
            noise +=
                    noise(
                            tokens,
                            token,
                            step(tokens.minimum()[token], tokens.maximum()[token], bits));
        }
        return decibels(signal, noise);
    }

    @FunctionalInterface
    private interface StepOf {
        double at(int token);
    }

    private static double[] tokens(Profile tokens, StepOf steps) {
        double[] ratios = new double[tokens.size()];
        for (int token = 0; token < ratios.length; token++) {
            ratios[token] = decibels(power(tokens, token), noise(tokens, token, steps.at(token)));
        }
        return ratios;
    }

    private static double power(Profile profile, int position) {
        double mean = profile.mean()[position];
        return profile.variance()[position] + mean * mean;
    }

    /** Of evenly spread rounding errors; where all becomes 0, the values themselves. */
    private static double noise(Profile profile, int position, double step) {
        return Math.min(step * step / 12, power(profile, position));
    }

    private static double decibels(double signal, double noise) {
        return noise > 0 ? 10 * Math.log10(signal / noise) : Double.POSITIVE_INFINITY;
    }
}
