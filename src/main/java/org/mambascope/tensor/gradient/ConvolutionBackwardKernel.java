package org.mambascope.tensor.gradient;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.sigmoid;
import static org.mambascope.tensor.cpu.vector.VectorMath.siluSlope;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.cpu.ConvolutionKernel;

import java.util.stream.IntStream;

/** Gradients of {@link ConvolutionKernel}, vectorised over channels. */
final class ConvolutionBackwardKernel {
    private final ConvolutionKernel forward;
    private final int taps;
    private final int width;

    /** The way back through a convolution. */
    ConvolutionBackwardKernel(ConvolutionKernel forward) {
        this.forward = forward;
        taps = forward.taps();
        width = forward.paddedChannels();
    }

    /**
     * Gradients of the weights.
     *
     * @param weight (channels, taps)
     * @param bias (channels)
     */
    @SuppressWarnings("ArrayRecordComponent")
    record WeightGradients(float[] weight, float[] bias) {}

    /**
     * Overwrites a convolution's input with its gradient.
     *
     * @param x (images, tokens, padded channels)
     * @param y gradient of the output, shaped as {@code x}
     */
    WeightGradients run(int images, int tokens, float[] x, float[] y) {
        int groups = width / LANES;
        float[] weights = new float[images * (taps + 1) * width];
        IntStream.range(0, images * groups)
                .parallel()
                .forEach(
                        task -> {
                            int image = task / groups;
                            int channel = task % groups * LANES;
                            int first = image * tokens * width + channel;
                            float[] inner = new float[tokens * LANES];
                            innerGradient(first, channel, x, y, inner);
                            int sums = image * (taps + 1) * width + channel;
                            weightGradient(first, x, inner, weights, sums);
                            inputGradient(first, channel, inner, x);
                        });
        return weightGradients(images, weights);
    }

    /** Gradient of what enters SiLU, one vector per token. */
    private void innerGradient(int first, int channel, float[] x, float[] y, float[] inner) {
        for (int t = 0, at = first; t * LANES < inner.length; t++, at += width) {
            FloatVector sum = forward.convolve(at, t, channel, x);
            FloatVector.fromArray(SPECIES, y, at)
                    .mul(siluSlope(sum, sigmoid(sum)))
                    .intoArray(inner, t * LANES);
        }
    }

    private void weightGradient(int first, float[] x, float[] inner, float[] weights, int sums) {
        for (int back = 0; back < taps; back++) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int at = back * LANES, from = first; at < inner.length; at += LANES) {
                sum =
                        FloatVector.fromArray(SPECIES, inner, at)
                                .fma(FloatVector.fromArray(SPECIES, x, from), sum);
                from += width;
            }
            sum.intoArray(weights, sums + back * width);
        }
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int at = 0; at < inner.length; at += LANES) {
            sum = sum.add(FloatVector.fromArray(SPECIES, inner, at));
        }
        sum.intoArray(weights, sums + taps * width);
    }

    private void inputGradient(int first, int channel, float[] inner, float[] x) {
        for (int at = 0, to = first; at < inner.length; at += LANES, to += width) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int back = 0; back < taps && at + back * LANES < inner.length; back++) {
                sum =
                        FloatVector.fromArray(SPECIES, inner, at + back * LANES)
                                .fma(forward.weight(back, channel), sum);
            }
            sum.intoArray(x, to);
        }
    }

    /** Sums over images, and turns rows per tap into rows per channel, the last tap first. */
    private WeightGradients weightGradients(int images, float[] parts) {
        int size = (taps + 1) * width;
        double[] sums = new double[size];
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < size; i++) {
                sums[i] += parts[image * size + i];
            }
        }
        int channels = forward.channels();
        float[] weight = new float[channels * taps];
        float[] bias = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            for (int back = 0; back < taps; back++) {
                weight[channel * taps + taps - 1 - back] = (float) sums[back * width + channel];
            }
            bias[channel] = (float) sums[taps * width + channel];
        }
        return new WeightGradients(weight, bias);
    }
}
