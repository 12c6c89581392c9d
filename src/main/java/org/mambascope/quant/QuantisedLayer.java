package org.mambascope.quant;

import java.util.Arrays;
import java.util.Optional;

/**
 * A quantised linear layer as numbers: y = Q(W · s · H) Q(Hᵀ(x / s − μ)) + offset + b.
 *
 * @param name the original's module name
 * @param bits of weights and input
 * @param basis of the input
 * @param weights codes of the weights in that basis; empty if they stay in floating point
 * @param activations of the input in that basis
 * @param offset per output (N), or per token position and output (tokens × N), added to the
 *     original's bias; empty for none. Not copied, not to be changed
 */
public record QuantisedLayer(
        String name,
        LayerBits bits,
        InputBasis basis,
        Optional<WeightCodes> weights,
        ActivationSteps activations,
        Optional<float[]> offset) {
    public QuantisedLayer {
        if (weights.isPresent() != bits.quantisesWeights()
                || activations instanceof ActivationSteps.None == bits.quantisesActivations()) {
            throw new IllegalArgumentException("what is there does not go with " + bits);
        }
        if (weights.isEmpty() && (basis.mean().isPresent() || offset.isPresent())) {
            throw new IllegalArgumentException("floating weights go without means and offsets");
        }
    }

    /** A layer whose input is at most smoothed. */
    public QuantisedLayer(
            String name,
            LayerBits bits,
            Optional<float[]> smooth,
            Optional<WeightCodes> weights,
            ActivationSteps activations) {
        this(name, bits, InputBasis.smoothed(smooth), weights, activations, Optional.empty());
    }

    /** s per input channel; empty for none. */
    public Optional<float[]> smooth() {
        return basis.smooth();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantisedLayer layer
                && name.equals(layer.name)
                && bits.equals(layer.bits)
                && basis.equals(layer.basis)
                && weights.equals(layer.weights)
                && activations.equals(layer.activations)
                && Arrays.equals(offset.orElse(null), layer.offset.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + weights.hashCode();
    }
}
