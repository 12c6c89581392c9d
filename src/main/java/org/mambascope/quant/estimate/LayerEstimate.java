package org.mambascope.quant.estimate;

import org.mambascope.base.Decibels;
import org.mambascope.quant.range.ActivationParameters;

import java.util.Arrays;
import java.util.Optional;

/**
 * Estimated quality of a quantised layer. Ratios are SQNRs in dB, infinite where nothing is
 * rounded. Arrays are not copied and must not be changed.
 *
 * @param output of the layer's output, over all tokens
 * @param input of its input, in the basis in which it is rounded
 * @param weights of its weights, in that basis
 * @param zeros share of the input's values that become 0, 0 … 1
 * @param steps of the input
 * @param tokens some of the token positions, ascending
 * @param ofTokens of the output at each of them
 */
public record LayerEstimate(
        double output,
        double input,
        double weights,
        double zeros,
        ActivationParameters steps,
        int[] tokens,
        double[] ofTokens) {
    /** The smallest and the largest step of the input; empty where they come with the input. */
    public Optional<float[]> ends() {
        return switch (steps) {
            case ActivationParameters.Static(float[] all, float[] _) -> Optional.of(ends(all));
            case ActivationParameters.Outliers(float[] all) -> Optional.of(ends(all));
            case ActivationParameters.Dynamic(), ActivationParameters.None() -> Optional.empty();
        };
    }

    /** Copy with the output's SQNR raised by this many decibels. */
    LayerEstimate plus(double decibels) {
        return new LayerEstimate(
                output + decibels,
                input,
                weights,
                zeros,
                steps,
                tokens,
                Arrays.stream(ofTokens).map(ratio -> ratio + decibels).toArray());
    }

    private static float[] ends(float[] steps) {
        float[] sorted = steps.clone();
        Arrays.sort(sorted);
        return new float[] {sorted[0], sorted[sorted.length - 1]};
    }

    static double decibels(double signal, double noise) {
        return noise > 0 ? Decibels.of(signal, noise) : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LayerEstimate same
                && output == same.output
                && input == same.input
                && weights == same.weights
                && zeros == same.zeros
                && steps.equals(same.steps)
                && Arrays.equals(tokens, same.tokens)
                && Arrays.equals(ofTokens, same.ofTokens);
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(output) + Arrays.hashCode(ofTokens);
    }
}
