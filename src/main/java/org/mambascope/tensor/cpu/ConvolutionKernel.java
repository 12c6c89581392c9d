package org.mambascope.tensor.cpu;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.sigmoid;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.TokenPermutation;
import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.util.Arrays;
import java.util.Optional;

/** Causal depth-wise convolution and SiLU, vectorised over channels. */
public final class ConvolutionKernel {
    /** Scan positions that one task convolves. */
    private static final int BLOCK = 16;

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
    public ConvolutionKernel(float[] weight, float[] bias) {
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

    /** A convolution with the weights of {@code Kernels#causalConvolution}. */
    public static ConvolutionKernel of(NDArray weight, Optional<NDArray> bias) {
        int channels = Math.toIntExact(weight.getShape().get(0));
        return new ConvolutionKernel(
                CpuMemory.read(weight),
                bias.map(CpuMemory::read).orElseGet(() -> new float[channels]));
    }

    public int channels() {
        return channels;
    }

    public int paddedChannels() {
        return paddedChannels;
    }

    public int taps() {
        return taps;
    }

    /** Weights of the tap that lies {@code back} tokens back, of a group of channels. */
    public FloatVector weight(int back, int channel) {
        return FloatVector.fromArray(SPECIES, weight, back * paddedChannels + channel);
    }

    /**
     * Convolves along a path.
     *
     * @param positions the token at each scan position, or {@link TokenPermutation#PADDING}
     * @param tokens number of tokens of each image
     * @param x (images, tokens, channels)
     * @param y (images, scan positions, channels), overwritten
     */
    public void run(int images, int[] positions, int tokens, RowView x, RowView y) {
        int blocks = Math.ceilDiv(positions.length, BLOCK);
        WorkerPool.shared()
                .run(
                        images * blocks,
                        part -> {
                            int image = part / blocks;
                            int first = part % blocks * BLOCK;
                            int end = Math.min(first + BLOCK, positions.length);
                            for (int t = first; t < end; t++) {
                                convolveToken(
                                        image * tokens,
                                        positions,
                                        t,
                                        x,
                                        image * positions.length + t,
                                        y);
                            }
                        });
    }

    private void convolveToken(
            int firstRow, int[] positions, int t, RowView x, int row, RowView y) {
        int reach = Math.min(taps, t + 1);
        for (int channel = 0; channel < paddedChannels; channel += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, bias, channel);
            for (int back = 0; back < reach; back++) {
                int token = positions[t - back];
                if (token != TokenPermutation.PADDING) {
                    sum = x.load(firstRow + token, channel).fma(weight(back, channel), sum);
                }
            }
            y.store(row, channel, sum.mul(sigmoid(sum)));
        }
    }

    /**
     * Computes the convolution before SiLU at one token.
     *
     * @param at index in {@code x} of the token's group of channels
     * @param t the token's number in its image
     * @param channel the group's first
     */
    public FloatVector convolve(int at, int t, int channel, float[] x) {
        FloatVector sum = FloatVector.fromArray(SPECIES, bias, channel);
        for (int back = 0; back < taps && back <= t; back++) {
            sum =
                    FloatVector.fromArray(SPECIES, x, at - back * paddedChannels)
                            .fma(weight(back, channel), sum);
        }
        return sum;
    }
}
