package org.mambascope.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Causal depth-wise convolution and SiLU on arrays, vectorised over channels. */
final class ConvolutionKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

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
        int channels = bias.length;
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

    int paddedChannels() {
        return paddedChannels;
    }

    /**
     * Convolves.
     *
     * @param x (images, tokens, padded channels)
     * @param y shaped as {@code x}, overwritten
     */
    void run(int images, int tokens, float[] x, float[] y) {
        IntStream.range(0, images * paddedChannels / LANES)
                .parallel()
                .forEach(
                        task -> {
                            int image = task / (paddedChannels / LANES);
                            int channel = task % (paddedChannels / LANES) * LANES;
                            convolveGroup(
                                    image * tokens * paddedChannels + channel,
                                    tokens,
                                    channel,
                                    x,
                                    y);
                        });
    }

    private void convolveGroup(int first, int tokens, int channel, float[] x, float[] y) {
        FloatVector offset = FloatVector.fromArray(SPECIES, bias, channel);
        for (int t = 0, at = first; t < tokens; t++, at += paddedChannels) {
            FloatVector sum = offset;
            for (int back = 0; back < Math.min(taps, t + 1); back++) {
                FloatVector w =
                        FloatVector.fromArray(SPECIES, weight, back * paddedChannels + channel);
                sum = FloatVector.fromArray(SPECIES, x, at - back * paddedChannels).fma(w, sum);
            }
            sum.div(sum.neg().lanewise(VectorOperators.EXP).add(1f)).intoArray(y, at);
        }
    }
}
