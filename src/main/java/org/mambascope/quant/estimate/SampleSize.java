package org.mambascope.quant.estimate;

/**
 * Size of a layer's sample.
 *
 * @param values of the layer's input, about: narrow layers are sampled at more token positions
 * @param fewestTokens where the layer has as many
 * @param mostTokens of the narrowest layers
 * @param weights about: narrow layers are sampled at more output channels
 * @param fewestOutputs where the layer has as many
 * @param mostOutputs of the narrowest layers
 */
record SampleSize(
        int values,
        int fewestTokens,
        int mostTokens,
        int weights,
        int fewestOutputs,
        int mostOutputs) {
    /** Size for estimates. */
    static final SampleSize WHOLE = new SampleSize(100_000, 16, 64, 4_096, 32, 128);

    /** Size for first estimates. */
    static final SampleSize SMALL = new SampleSize(12_500, 2, 8, 1_024, 16, 32);

    /** Token positions, of each of which so many values enter. */
    int tokens(int perToken) {
        return Math.clamp(values / perToken, fewestTokens, mostTokens);
    }

    /** Output channels, each of so many weights. */
    int outputs(int channels) {
        return Math.clamp(weights / channels, fewestOutputs, mostOutputs);
    }
}
