package org.mambascope.tensor;

import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.SPECIES;
import static org.mambascope.tensor.VectorMath.sigmoid;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Causal depth-wise convolution and SiLU on arrays, vectorised over channels. */
final class ConvolutionKernel {
    private final int channels;
    private final int paddedChannels;
    private final int taps;

    /** One row of channels per tap, from the token itself backwards. */
    private final float[] weight;

    private final float[] bias;

    /**
     * A convolution with these weights.
     *
     * @param weight (channels, taps), the last tap meets the token itself
     * @param bias (channels)
     */
    ConvolutionKernel(float[] weight, float[] bias) {
        channels = bias.length;
        taps = weight.length / channels;
        paddedChannels = Math.ceilDiv(channels, LANES) * LANES;
        this.weight = new float[taps * paddedChannels];
        for (int channel = 0; channel < channels; channel++) {
            for (int back = 0; back < taps; back++) {
                this.weight[back * paddedChannels + channel] =
                        weight[channel * taps + taps - 1 - back];
            }
        }
        this.bias = Arrays.copyOf(bias, paddedChannels);
    }

    /** A convolution with the weights of {@link Kernels#causalConvolution}. */
    static ConvolutionKernel of(NDArray weight, Optional<NDArray> bias) {
        int channels = Math.toIntExact(weight.getShape().get(0));
        return new ConvolutionKernel(
                HostFloats.read(weight),
                bias.map(HostFloats::read).orElseGet(() -> new float[channels]));
    }

    int channels() {
        return channels;
    }

    int paddedChannels() {
        return paddedChannels;
    }

    int taps() {
        return taps;
    }

    /** Weights of the tap that lies {@code back} tokens back, of a group of channels. */
    FloatVector weight(int back, int channel) {
        return FloatVector.fromArray(SPECIES, weight, back * paddedChannels + channel);
    }

    /**
     * Convolves.
     *
     * @param x (images, tokens, padded channels)
     * @param y shaped as {@code x}, overwritten
     */
    void run(int images, int tokens, float[] x, float[] y) {
        int groups = paddedChannels / LANES;
        IntStream.range(0, images * groups)
                .parallel()
                .forEach(
                        task -> {
                            int channel = task % groups * LANES;
                            int at = task / groups * tokens * paddedChannels + channel;
                            for (int t = 0; t < tokens; t++, at += paddedChannels) {
                                FloatVector sum = convolve(at, t, channel, x);
                                sum.mul(sigmoid(sum)).intoArray(y, at);
                            }
                        });
    }

    /**
     * The convolution before SiLU at one token.
     *
     * @param at where the token's group of channels stands in {@code x}
     * @param t the token's number in its image
     * @param channel the group's first
     */
    FloatVector convolve(int at, int t, int channel, float[] x) {
        FloatVector sum = FloatVector.fromArray(SPECIES, bias, channel);
        for (int back = 0; back < taps && back <= t; back++) {
            sum =
                    FloatVector.fromArray(SPECIES, x, at - back * paddedChannels)
                            .fma(weight(back, channel), sum);
        }
        return sum;
    }
}
