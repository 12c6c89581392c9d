package org.mambascope.tensor.cpu.fakequant;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Quantises the input of a layer token by token, outlier channels apart from the others, as
 * OuroMamba does (Ramachandran et al. 2025): where a token's largest inlier exceeds the range of
 * its static step, channels beyond mean + 3 deviations of the token's magnitudes are outliers for
 * the rest of a window of ten tokens; they take 8 bits and the step of their largest magnitude, all
 * others the static step. Each image has outliers of its own.
 *
 * @param steps of inliers, one for each token position, above 0
 * @param top the largest code of an inlier; the smallest is its negative
 * @param channels of a token
 */
public record OutlierQuantiser(float[] steps, int top, int channels) {
    /** Tokens after which outliers are looked for anew. */
    private static final int WINDOW = 10;

    private static final int OUTLIER_TOP = 127;
    private static final double DEVIATIONS = 3;

    /** Gives the index at which the channels of an image's token begin. */
    @FunctionalInterface
    public interface Layout {
        int at(int image, int token);
    }

    /**
     * Rounds (images, tokens, K), on the host.
     *
     * @return in a tensor of its own
     */
    public NDArray apply(NDArray x) {
        float[] values = CpuMemory.read(x);
        apply(values, (image, token) -> (image * steps.length + token) * channels);
        return CpuMemory.write(x.getManager(), x.getShape(), values);
    }

    /** Rounds all values to their levels, in place. */
    public void apply(float[] values, Layout layout) {
        int images = values.length / channels / steps.length;
        IntStream.range(0, images).parallel().forEach(image -> image(values, image, layout));
    }

    private void image(float[] values, int image, Layout layout) {
        boolean[] outlying = new boolean[channels];
        for (int token = 0; token < steps.length; token++) {
            if (token % WINDOW == 0) {
                Arrays.fill(outlying, false);
            }
            token(values, layout.at(image, token), steps[token], outlying);
        }
    }

    private void token(float[] values, int at, float step, boolean[] outlying) {
        if (largest(values, at, outlying, false) > step * top) {
            double limit = limit(values, at, channels);
            for (int channel = 0; channel < channels; channel++) {
                outlying[channel] |= Math.abs(values[at + channel]) > limit;
            }
        }
        float outlierStep = largest(values, at, outlying, true) / OUTLIER_TOP;
        for (int channel = 0; channel < channels; channel++) {
            int i = at + channel;
            values[i] =
                    outlying[channel]
                            ? rounded(values[i], outlierStep, OUTLIER_TOP)
                            : rounded(values[i], step, top);
        }
    }

    private static float rounded(float value, float step, int top) {
        return step > 0 ? (float) Math.clamp(Math.rint(value / step), -top, top) * step : 0;
    }

    private float largest(float[] values, int at, boolean[] outlying, boolean ofOutliers) {
        float largest = 0;
        for (int channel = 0; channel < channels; channel++) {
            if (outlying[channel] == ofOutliers) {
                largest = Math.max(largest, Math.abs(values[at + channel]));
            }
        }
        return largest;
    }

    /** Mean + 3 standard deviations of a token's magnitudes; channels beyond it are outliers. */
    public static double limit(float[] values, int at, int channels) {
        double sum = 0;
        double squares = 0;
        for (int i = at; i < at + channels; i++) {
            sum += Math.abs(values[i]);
            squares += (double) values[i] * values[i];
        }
        double mean = sum / channels;
        return mean + DEVIATIONS * Math.sqrt(Math.max(0, squares / channels - mean * mean));
    }
}
