package org.mambascope.tensor;

import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.LOG2_E;
import static org.mambascope.tensor.VectorMath.SPECIES;
import static org.mambascope.tensor.VectorMath.powerOfTwo;
import static org.mambascope.tensor.VectorMath.sigmoid;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The selective scan on arrays, vectorised over channels. A group of channels goes through all
 * tokens with up to eight states in registers, then through them again with the next eight;
 * softplus runs in the first of these passes, skip and gate in the last. Groups and images run in
 * parallel.
 */
final class ScanKernel {
    private static final int STATES_AT_ONCE = 2;

    /** Above this PyTorch's softplus is the identity. */
    private static final float SOFTPLUS_LINEAR = 20f;

    private final int channels;
    private final int states;
    private final int paddedChannels;

    /** A · log2 e, one row of channels per state, filled up to whole vectors. */
    private final float[] decay;

    private final float[] skip;
    private final float[] deltaBias;

    /**
     * A scan with these weights.
     *
     * @param a (channels, states), negative
     * @param skip D, (channels)
     * @param deltaBias (channels)
     */
    ScanKernel(float[] a, float[] skip, float[] deltaBias) {
        channels = skip.length;
        states = a.length / channels;
        if (a.length != channels * states || deltaBias.length != channels) {
            throw new IllegalArgumentException(
                    "expected A of %d × states and %d biases, found %d and %d"
                            .formatted(channels, channels, a.length, deltaBias.length));
        }
        paddedChannels = Math.ceilDiv(channels, LANES) * LANES;
        decay = new float[states * paddedChannels];
        for (int channel = 0; channel < channels; channel++) {
            for (int state = 0; state < states; state++) {
                decay[state * paddedChannels + channel] = a[channel * states + state] * LOG2_E;
            }
        }
        this.skip = Arrays.copyOf(skip, paddedChannels);
        this.deltaBias = Arrays.copyOf(deltaBias, paddedChannels);
    }

    /** A scan with the weights of {@link Kernels#selectiveScan}. */
    static ScanKernel of(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        float[] a = HostFloats.read(decayLogarithm);
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) -Math.exp(a[i]);
        }
        return new ScanKernel(a, HostFloats.read(skip), HostFloats.read(deltaBias));
    }

    int channels() {
        return channels;
    }

    int states() {
        return states;
    }

    /** A · log2 e, one row of padded channels per state. */
    float[] decay() {
        return decay;
    }

    /** D, filled up with zeros. */
    float[] skip() {
        return skip;
    }

    /** Channels filled up to whole vectors: the width of a row of {@link #run}'s arrays. */
    int paddedChannels() {
        return paddedChannels;
    }

    /**
     * Scans.
     *
     * @param in its {@code steps} are Δ before bias and softplus, and after it on return
     * @param y (images, tokens, padded channels), overwritten
     */
    void run(ScanArrays in, float[] y) {
        int tokens = in.tokens();
        int groups = paddedChannels / LANES;
        IntStream.range(0, in.images() * groups)
                .parallel()
                .forEach(
                        task -> {
                            int image = task / groups;
                            int channel = task % groups * LANES;
                            scanGroup(image * tokens, tokens, channel, in, y);
                        });
    }

    private void scanGroup(int firstRow, int tokens, int channel, ScanArrays in, float[] y) {
        float[] u = in.u();
        float[] delta = in.steps();
        float[] b = in.b();
        float[] c = in.c();
        int first = firstRow * paddedChannels + channel;
        softplus(first, tokens, channel, delta);
        int state = 0;
        for (; state + STATES_AT_ONCE <= states; state += STATES_AT_ONCE) {
            twoStates(first, firstRow, tokens, channel, state, u, delta, b, c, y);
        }
        for (; state < states; state++) {
            oneState(first, firstRow, tokens, channel, state, u, delta, b, c, y);
        }
        finish(first, tokens, channel, u, in.gate(), y);
    }

    private void softplus(int first, int tokens, int channel, float[] delta) {
        FloatVector bias = FloatVector.fromArray(SPECIES, deltaBias, channel);
        for (int t = 0, at = first; t < tokens; t++, at += paddedChannels) {
            FloatVector x = FloatVector.fromArray(SPECIES, delta, at).add(bias);
            FloatVector soft = x.lanewise(VectorOperators.EXP).lanewise(VectorOperators.LOG1P);
            soft.blend(x, x.compare(VectorOperators.GT, SOFTPLUS_LINEAR)).intoArray(delta, at);
        }
    }

    private void twoStates(
            int first,
            int firstRow,
            int tokens,
            int channel,
            int state,
            float[] u,
            float[] delta,
            float[] b,
            float[] c,
            float[] y) {
        FloatVector h0 = FloatVector.zero(SPECIES);
        FloatVector h1 = h0;
        int a = state * paddedChannels + channel;
        FloatVector a0 = FloatVector.fromArray(SPECIES, decay, a);
        FloatVector a1 = FloatVector.fromArray(SPECIES, decay, a + paddedChannels);
        boolean begin = state == 0;
        int row = firstRow * states + state;
        for (int t = 0, at = first; t < tokens; t++, at += paddedChannels, row += states) {
            FloatVector step = FloatVector.fromArray(SPECIES, delta, at);
            FloatVector entering = FloatVector.fromArray(SPECIES, u, at).mul(step);
            FloatVector out =
                    begin ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, y, at);
            h0 = powerOfTwo(step.mul(a0)).fma(h0, entering.mul(b[row]));
            h1 = powerOfTwo(step.mul(a1)).fma(h1, entering.mul(b[row + 1]));
            out = h0.fma(FloatVector.broadcast(SPECIES, c[row]), out);
            h1.fma(FloatVector.broadcast(SPECIES, c[row + 1]), out).intoArray(y, at);
        }
    }

    private void oneState(
            int first,
            int firstRow,
            int tokens,
            int channel,
            int state,
            float[] u,
            float[] delta,
            float[] b,
            float[] c,
            float[] y) {
        FloatVector h = FloatVector.zero(SPECIES);
        FloatVector a = FloatVector.fromArray(SPECIES, decay, state * paddedChannels + channel);
        boolean begin = state == 0;
        int row = firstRow * states + state;
        for (int t = 0, at = first; t < tokens; t++, at += paddedChannels, row += states) {
            FloatVector step = FloatVector.fromArray(SPECIES, delta, at);
            FloatVector entering = FloatVector.fromArray(SPECIES, u, at).mul(step);
            FloatVector out =
                    begin ? FloatVector.zero(SPECIES) : FloatVector.fromArray(SPECIES, y, at);
            h = powerOfTwo(step.mul(a)).fma(h, entering.mul(b[row]));
            h.fma(FloatVector.broadcast(SPECIES, c[row]), out).intoArray(y, at);
        }
    }

    private void finish(int first, int tokens, int channel, float[] u, float[] gate, float[] y) {
        FloatVector direct = FloatVector.fromArray(SPECIES, skip, channel);
        for (int t = 0, at = first; t < tokens; t++, at += paddedChannels) {
            FloatVector out =
                    FloatVector.fromArray(SPECIES, u, at)
                            .fma(direct, FloatVector.fromArray(SPECIES, y, at));
            if (gate != null) {
                FloatVector z = FloatVector.fromArray(SPECIES, gate, at);
                out = out.mul(z).mul(sigmoid(z));
            }
            out.intoArray(y, at);
        }
    }
}
