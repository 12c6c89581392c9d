package org.mambascope.quant.estimate;

/**
 * How much of a layer is in a sample.
 *
 * @param values that enter the layer, about: of narrow layers, more token positions are in it
 * @param fewestTokens where the layer has so many
 * @param mostTokens of the narrowest layers
 * @param weights about: of narrow layers, more output channels are in it
 * @param fewestOutputs where the layer has so many
 * @param mostOutputs of the narrowest layers
 */
record SampleSize(
        int values,
        int fewestTokens,
        int mostTokens,
        int weights,
        int fewestOutputs,
        int mostOutputs) {
    /** What estimates are made of. */
    static final SampleSize WHOLE = new SampleSize(100_000, 16, 64, 4_096, 32, 128);

    /** What first answers are made of. */
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
