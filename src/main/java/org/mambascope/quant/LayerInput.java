package org.mambascope.quant;

import org.mambascope.base.Problem;

/**
 * Everything that enters a layer while the calibration images pass, in 32-bit floats.
 *
 * @param layer the layer's name
 * @param tokens number of token positions
 * @param channels K
 * @param values per token position all images' channels: tokens × (images · channels); not copied,
 *     not to be changed
 */
record LayerInput(String layer, int tokens, int channels, float[] values) {
    /** Values of one token position. */
    int perToken() {
        return values.length / tokens;
    }

    /** The largest magnitude of every channel, K. */
    float[] channelMaxima() {
        float[] maxima = new float[channels];
        for (int i = 0; i < values.length; i += channels) {
            for (int channel = 0; channel < channels; channel++) {
                maxima[channel] = Math.max(maxima[channel], Math.abs(values[i + channel]));
            }
        }
        return maxima;
    }

    /** The same with every channel divided by its scale. */
    LayerInput dividedBy(float[] scales) {
        float[] divided = new float[values.length];
        for (int i = 0; i < values.length; i += channels) {
            for (int channel = 0; channel < channels; channel++) {
                divided[i + channel] = values[i + channel] / scales[channel];
            }
        }
        return new LayerInput(layer, tokens, channels, divided);
    }

    /**
     * Fails where values cannot be quantised.
     *
     * @throws Problem if a value is not finite
     */
    LayerInput requireFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new Problem(
                        "What enters %s is not finite (%s) for the calibration images, so it cannot be quantised. Look at the model's weights and the images' preprocessing."
                                .formatted(layer, value));
            }
        }
        return this;
    }
}
