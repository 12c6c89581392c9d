package org.mambascope.tensor;

/**
 * What {@code vpmaddubsw} does on processors without VNNI: the products of two neighbours are added
 * in 16 bits, and what does not fit is cut to the nearest number that does.
 */
final class SaturatingProduct {
    private SaturatingProduct() {}

    static float[] multiply(float[] activations, IntegerWeights weights) {
        int inputs = weights.inputs();
        int rows = activations.length / inputs;
        float[] products = new float[rows * weights.outputs()];
        for (int i = 0; i < products.length; i++) {
            int row = i / weights.outputs() * inputs;
            int column = i % weights.outputs() * inputs;
            for (int k = 0; k < inputs; k += 2) {
                int pair = ((int) activations[row + k]) * weights.codes()[column + k];
                if (k + 1 < inputs) {
                    pair += ((int) activations[row + k + 1]) * weights.codes()[column + k + 1];
                }
                products[i] += Math.clamp(pair, Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
        return products;
    }
}
