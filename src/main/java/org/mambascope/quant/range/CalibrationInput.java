package org.mambascope.quant.range;

import org.mambascope.quant.finite.Finite;
import org.mambascope.quant.range.RangeGridSearch.Range;
import org.mambascope.tensor.cpu.fakequant.OutlierQuantiser;

import java.util.stream.IntStream;

/**
 * Everything that enters a layer while the calibration images pass, in 32-bit floats.
 *
 * @param layer the layer's name
 * @param tokens number of token positions
 * @param channels K
 * @param values per token position all images' channels: tokens × (images · channels); not copied,
 *     not to be changed
 */
public record CalibrationInput(String layer, int tokens, int channels, float[] values) {
    /** Values of one token position. */
    public int perToken() {
        return values.length / tokens;
    }

    /** The largest magnitude of every channel, K. */
    public float[] channelMaxima() {
        float[] maxima = new float[channels];
        for (int i = 0; i < values.length; i += channels) {
            for (int channel = 0; channel < channels; channel++) {
                maxima[channel] = Math.max(maxima[channel], Math.abs(values[i + channel]));
            }
        }
        return maxima;
    }

    /** Copy with every channel divided by its scale. */
    public CalibrationInput dividedBy(float[] scales) {
        float[] divided = new float[values.length];
        for (int i = 0; i < values.length; i += channels) {
            for (int channel = 0; channel < channels; channel++) {
                divided[i + channel] = values[i + channel] / scales[channel];
            }
        }
        return new CalibrationInput(layer, tokens, channels, divided);
    }

    /** Mean of every channel at every token position, tokens × K. */
    public float[] tokenMeans() {
        int perToken = perToken();
        int images = perToken / channels;
        float[] means = new float[tokens * channels];
        for (int i = 0; i < values.length; i++) {
            means[i / perToken * channels + i % channels] += values[i] / images;
        }
        return means;
    }

    /** The values after fake quantisation; unchanged where they stay in floating point. */
    public CalibrationInput quantised(ActivationParameters steps, int top) {
        return switch (steps) {
            case ActivationParameters.None() -> this;
            case ActivationParameters.Static(float[] step, float[] zero) ->
                    rounded(values.length / step.length, step, zero, top);
            case ActivationParameters.Outliers(float[] step) -> {
                float[] rounded = values.clone();
                int images = perToken() / channels;
                new OutlierQuantiser(step, top / 2, channels)
                        .apply(rounded, (image, token) -> (token * images + image) * channels);
                yield new CalibrationInput(layer, tokens, channels, rounded);
            }
            case ActivationParameters.Dynamic() -> {
                float[] step = new float[values.length / channels];
                float[] zero = new float[step.length];
                for (int row = 0; row < step.length; row++) {
                    Range range =
                            RangeEstimator.minMax(values, row * channels, (row + 1) * channels);
                    float low = Math.min(range.low(), 0);
                    step[row] =
                            Math.max(
                                    (Math.max(range.high(), 0) - low) / top,
                                    RangeGridSearch.SMALLEST_STEP);
                    zero[row] = (float) Math.rint(-low / step[row]);
                }
                yield rounded(channels, step, zero, top);
            }
        };
    }

    /** Every {@code perStep} values share a step. */
    private CalibrationInput rounded(int perStep, float[] steps, float[] zeros, int top) {
        float[] rounded = new float[values.length];
        IntStream.range(0, steps.length)
                .parallel()
                .forEach(
                        group -> {
                            float step = steps[group];
                            float zero = zeros[group];
                            for (int i = group * perStep; i < (group + 1) * perStep; i++) {
                                double code = Math.rint(values[i] / step) + zero;
                                rounded[i] = ((float) Math.clamp(code, 0, top) - zero) * step;
                            }
                        });
        return new CalibrationInput(layer, tokens, channels, rounded);
    }

    /**
     * Fails where values cannot be quantised.
     *
     * @throws Problem if a value is not finite
     */
    public CalibrationInput requireFinite() {
        Finite.requireInput(layer, values);
        return this;
    }
}
