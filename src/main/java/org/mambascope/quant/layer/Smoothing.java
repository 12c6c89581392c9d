package org.mambascope.quant.layer;

/**
 * Strength of smoothing, which moves outlier channels into a layer's weights (SmoothQuant, Xiao et
 * al. 2023).
 *
 * @param alpha 0 … 1
 */
public record Smoothing(double alpha) {
    /** The strength that SmoothQuant and PTQ4VM publish. */
    public static final double USUAL_ALPHA = 0.5;

    private static final float SMALLEST_ACTIVATION = 1e-3f;
    private static final float SMALLEST_WEIGHT = 1e-5f;

    /**
     * s = a^α / w^(1−α) per input channel, of the largest magnitudes of activations and weights.
     *
     * @param activations K
     * @param weights N × K
     */
    public float[] scales(float[] activations, float[] weights) {
        int inputs = activations.length;
        float[] scales = new float[inputs];
        for (int channel = 0; channel < inputs; channel++) {
            float weight = SMALLEST_WEIGHT;
            for (int i = channel; i < weights.length; i += inputs) {
                weight = Math.max(weight, Math.abs(weights[i]));
            }
            float activation = Math.max(activations[channel], SMALLEST_ACTIVATION);
            scales[channel] = (float) (Math.pow(activation, alpha) / Math.pow(weight, 1 - alpha));
        }
        return scales;
    }

    /** Weights (N × K) with every column times its scale. */
    public static float[] times(float[] weights, float[] scales) {
        float[] scaled = new float[weights.length];
        for (int row = 0; row < scaled.length; row += scales.length) {
            for (int i = 0; i < scales.length; i++) {
                scaled[row + i] = weights[row + i] * scales[i];
            }
        }
        return scaled;
    }
}
