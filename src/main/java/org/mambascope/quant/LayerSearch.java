package org.mambascope.quant;

import java.util.Optional;

/**
 * Quantises one layer by what enters it.
 *
 * @param recipe how
 * @param bits of weights and input
 */
record LayerSearch(Recipe recipe, LayerBits bits) {
    /**
     * Finds scales, steps and codes.
     *
     * @param input of the original layer
     * @param maxima largest magnitudes of the input's channels, K
     * @param weights N × K of the original layer
     */
    QuantisedLayer run(LayerInput input, float[] maxima, float[] weights) {
        Optional<float[]> smooth =
                recipe.smoothing().isPresent()
                        ? Optional.of(
                                new Smoothing(recipe.smoothing().getAsDouble())
                                        .scales(maxima, weights))
                        : Optional.empty();
        float[] scaled = smooth.map(scales -> Smoothing.times(weights, scales)).orElse(weights);
        LayerInput entering = smooth.map(input::dividedBy).orElse(input);
        return new QuantisedLayer(
                input.layer(), bits, smooth, codes(scaled, input.channels()), steps(entering));
    }

    private Optional<WeightCodes> codes(float[] weights, int inputs) {
        if (!bits.quantisesWeights()) {
            return Optional.empty();
        }
        int top = bits.topWeightCode();
        float[] steps = Ranges.weights(recipe.weights(), weights, inputs, top);
        return Optional.of(WeightCodes.nearest(weights, steps, top));
    }

    private ActivationSteps steps(LayerInput entering) {
        return bits.quantisesActivations()
                ? Ranges.activations(recipe.activations(), entering, bits.topActivationCode())
                : new ActivationSteps.None();
    }
}
