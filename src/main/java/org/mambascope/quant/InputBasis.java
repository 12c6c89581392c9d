package org.mambascope.quant;

import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.BasisChange;
import org.mambascope.tensor.Hadamard;

import java.util.Arrays;
import java.util.Optional;

/**
 * The basis in which a layer's input is quantised: x becomes Hᵀ(x / s − μ), and the weights W
 * diag(s) H. Arrays are not copied and must not be changed.
 *
 * @param smooth s per channel (K); empty for none
 * @param rotated whether there is a Hadamard matrix H
 * @param mean μ per token position and channel (tokens × K); empty for none
 */
public record InputBasis(Optional<float[]> smooth, boolean rotated, Optional<float[]> mean) {
    /** Smoothed only. */
    public static InputBasis smoothed(Optional<float[]> scales) {
        return new InputBasis(scales, false, Optional.empty());
    }

    /** Whether the input is at most smoothed, which quantisers do themselves. */
    boolean isSmoothingAtMost() {
        return !rotated && mean.isEmpty();
    }

    /**
     * The change into this basis on a device.
     *
     * @param owner of what it keeps there
     * @param inputs K
     */
    BasisChange change(NDManager owner, int inputs) {
        return new BasisChange(owner, inputs, smooth, mean, rotated);
    }

    /** Weights (N × K) for an input in this basis. */
    float[] weights(float[] weights, int inputs) {
        float[] changed =
                smooth.map(scales -> Smoothing.times(weights, scales)).orElseGet(weights::clone);
        if (rotated) {
            new Hadamard(inputs).apply(changed);
        }
        return changed;
    }

    /** What enters a layer, in this basis. */
    LayerInput of(LayerInput input) {
        LayerInput smoothed = smooth.map(input::dividedBy).orElse(input);
        float[] values =
                mean.isPresent() || rotated ? smoothed.values().clone() : smoothed.values();
        mean.ifPresent(means -> subtract(means, input, values));
        if (rotated) {
            new Hadamard(input.channels()).apply(values);
        }
        return new LayerInput(input.layer(), input.tokens(), input.channels(), values);
    }

    private static void subtract(float[] means, LayerInput input, float[] values) {
        int perToken = input.perToken();
        int channels = input.channels();
        for (int i = 0; i < values.length; i++) {
            values[i] -= means[i / perToken * channels + i % channels];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InputBasis basis
                && rotated == basis.rotated
                && Arrays.equals(smooth.orElse(null), basis.smooth.orElse(null))
                && Arrays.equals(mean.orElse(null), basis.mean.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(smooth.orElse(null)) + Arrays.hashCode(mean.orElse(null));
    }
}
