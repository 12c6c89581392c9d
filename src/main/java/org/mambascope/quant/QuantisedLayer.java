package org.mambascope.quant;

import java.util.Arrays;
import java.util.Optional;

/**
 * A quantised linear layer as numbers: y = Q(W · s) Q(x / s) + b.
 *
 * @param name the original's module name
 * @param bits of weights and input
 * @param smooth s per input channel; empty if the input is taken as it is. Not copied, not to be
 *     changed
 * @param weights codes of W · s; empty if the weights stay in floating point
 * @param activations of x / s
 */
public record QuantisedLayer(
        String name,
        LayerBits bits,
        Optional<float[]> smooth,
        Optional<WeightCodes> weights,
        ActivationSteps activations) {
    public QuantisedLayer {
        if (weights.isPresent() != bits.quantisesWeights()
                || activations instanceof ActivationSteps.None == bits.quantisesActivations()) {
            throw new IllegalArgumentException("what is there does not go with " + bits);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantisedLayer layer
                && name.equals(layer.name)
                && bits.equals(layer.bits)
                && Arrays.equals(smooth.orElse(null), layer.smooth.orElse(null))
                && weights.equals(layer.weights)
                && activations.equals(layer.activations);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + weights.hashCode();
    }
}
