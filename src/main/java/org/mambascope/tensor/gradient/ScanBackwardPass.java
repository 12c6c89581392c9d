package org.mambascope.tensor.gradient;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.LN_2;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.oneMinusExponential;
import static org.mambascope.tensor.cpu.vector.VectorMath.powerOfTwo;
import static org.mambascope.tensor.cpu.vector.VectorMath.sigmoid;
import static org.mambascope.tensor.cpu.vector.VectorMath.siluSlope;
import static org.mambascope.tensor.cpu.vector.VectorMath.sum;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.cpu.ScanArrays;
import org.mambascope.tensor.cpu.ScanKernel;

/**
 * Takes groups of channels of one image forwards and back through the tokens, one state after the
 * other. States are computed again rather than kept from the forward pass, in chunks of tokens that
 * stay in the cache; nothing is ever divided by a decay.
 */
final class ScanBackwardPass {
    /** Tokens whose states are held at a time. */
    private static final int CHUNK = 128;

    private final ScanArrays in;
    private final float[] yGradient;
    private final float[] decay;
    private final float[] skip;
    private final int states;
    private final int width;
    private final int tokens;
    private final int image;

    /** One vector per token: u, Δ, Δu, the gradient of the output before its gate, that output. */
    private final float[] u;

    private final float[] step;
    private final float[] entering;
    private final float[] open;
    private final float[] output;

    /** One vector per token: the gradient of Δ, and of Δu over all states. */
    private final float[] stepGradient;

    private final float[] enteringGradient;

    /** One vector per state and token, added up over the groups: gradients of B and C. */
    private final float[] bSums;

    private final float[] cSums;

    /** The chunk's states, each before its token, and decays; states at the chunks' beginnings. */
    private final float[] before;

    private final float[] decays;
    private final float[] checkpoints;

    /** Gradient that the tokens after pass on to the token before. */
    private final float[] carried = new float[LANES];

    ScanBackwardPass(ScanKernel forward, ScanArrays in, float[] yGradient, int image) {
        this.in = in;
        this.yGradient = yGradient;
        this.image = image;
        decay = forward.decay();
        skip = forward.skip();
        states = forward.states();
        width = forward.paddedChannels();
        tokens = in.tokens();
        int size = tokens * LANES;
        u = new float[size];
        step = new float[size];
        entering = new float[size];
        open = new float[size];
        output = new float[size];
        stepGradient = new float[size];
        enteringGradient = new float[size];
        bSums = new float[states * size];
        cSums = new float[states * size];
        before = new float[(Math.min(CHUNK, tokens) + 1) * LANES];
        decays = new float[Math.min(CHUNK, tokens) * LANES];
        checkpoints = new float[Math.ceilDiv(tokens, CHUNK) * LANES];
    }

    /**
     * Takes the group of channels that begins with {@code channel} through.
     *
     * @param weights (images, states + 2, padded channels): this image's gradients of log(−A), D
     *     and the bias of Δ are written there
     */
    void run(int channel, float[] weights) {
        int sums = image * (states + 2) * width + channel;
        begin(channel);
        for (int state = 0; state < states; state++) {
            throughState(state, state * width + channel, weights, sums + state * width);
        }
        finish(channel, weights, sums + states * width);
    }

    /** Adds up the lanes of what was summed over groups; (images, tokens, states) each. */
    void writeSums(float[] b, float[] c) {
        for (int t = 0; t < tokens; t++) {
            for (int state = 0; state < states; state++) {
                int from = (state * tokens + t) * LANES;
                int to = (image * tokens + t) * states + state;
                b[to] = sum(FloatVector.fromArray(SPECIES, bSums, from));
                c[to] = sum(FloatVector.fromArray(SPECIES, cSums, from));
            }
        }
    }

    private void begin(int channel) {
        FloatVector direct = FloatVector.fromArray(SPECIES, skip, channel);
        FloatVector zero = FloatVector.zero(SPECIES);
        int from = image * tokens * width + channel;
        for (int at = 0; at < u.length; at += LANES, from += width) {
            FloatVector x = FloatVector.fromArray(SPECIES, in.u(), from);
            FloatVector delta = FloatVector.fromArray(SPECIES, in.steps(), from);
            FloatVector gradient = FloatVector.fromArray(SPECIES, yGradient, from);
            if (in.gate() != null) {
                FloatVector z = FloatVector.fromArray(SPECIES, in.gate(), from);
                gradient = gradient.mul(z).mul(sigmoid(z));
            }
            x.intoArray(u, at);
            delta.intoArray(step, at);
            x.mul(delta).intoArray(entering, at);
            gradient.intoArray(open, at);
            x.mul(direct).intoArray(output, at);
            zero.intoArray(stepGradient, at);
            zero.intoArray(enteringGradient, at);
        }
    }

    /*
     * No vector is passed to or from the methods below: where they are compiled on their own, the
     * JIT compiler would not know its width.
     */

    /** Writes the gradient of log(−A), whose values begin at {@code a} in {@link #decay}. */
    private void throughState(int state, int a, float[] weights, int sum) {
        FloatVector zero = FloatVector.zero(SPECIES);
        zero.intoArray(before, 0);
        int last = (tokens - 1) / CHUNK;
        for (int chunk = 0; chunk < last; chunk++) {
            System.arraycopy(before, 0, checkpoints, chunk * LANES, LANES);
            forwards(state, a, chunk * CHUNK, (chunk + 1) * CHUNK, false);
            System.arraycopy(before, CHUNK * LANES, before, 0, LANES);
        }
        System.arraycopy(before, 0, checkpoints, last * LANES, LANES);
        zero.intoArray(carried, 0);
        zero.intoArray(weights, sum);
        for (int chunk = last; chunk >= 0; chunk--) {
            int first = chunk * CHUNK;
            int end = Math.min(first + CHUNK, tokens);
            System.arraycopy(checkpoints, chunk * LANES, before, 0, LANES);
            forwards(state, a, first, end, true);
            backwards(state, a, first, end, weights, sum);
        }
    }

    /** Computes the states of these tokens from the one before them. */
    private void forwards(int state, int a, int first, int end, boolean last) {
        float[] b = in.b();
        float[] c = in.c();
        FloatVector rate = FloatVector.fromArray(SPECIES, decay, a);
        FloatVector h = FloatVector.fromArray(SPECIES, before, 0);
        for (int t = first; t < end; t++) {
            int at = t * LANES;
            int held = (t - first) * LANES;
            int row = (image * tokens + t) * states + state;
            FloatVector decayed = powerOfTwo(FloatVector.fromArray(SPECIES, step, at).mul(rate));
            h = decayed.fma(h, FloatVector.fromArray(SPECIES, entering, at).mul(b[row]));
            decayed.intoArray(decays, held);
            h.intoArray(before, held + LANES);
            if (last) {
                h.fma(broadcast(c[row]), FloatVector.fromArray(SPECIES, output, at))
                        .intoArray(output, at);
            }
        }
    }

    /** Takes these tokens back and adds to the gradient of log(−A). */
    private void backwards(int state, int a, int first, int end, float[] weights, int total) {
        float[] b = in.b();
        float[] c = in.c();
        FloatVector rate = FloatVector.fromArray(SPECIES, decay, a);
        FloatVector later = FloatVector.fromArray(SPECIES, carried, 0);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int t = end - 1; t >= first; t--) {
            int at = t * LANES;
            int held = (t - first) * LANES;
            int row = (image * tokens + t) * states + state;
            int sums = (state * tokens + t) * LANES;
            FloatVector gradient = FloatVector.fromArray(SPECIES, open, at);
            FloatVector.fromArray(SPECIES, before, held + LANES)
                    .fma(gradient, FloatVector.fromArray(SPECIES, cSums, sums))
                    .intoArray(cSums, sums);
            FloatVector lambda = gradient.fma(broadcast(c[row]), later);
            lambda.fma(
                            FloatVector.fromArray(SPECIES, entering, at),
                            FloatVector.fromArray(SPECIES, bSums, sums))
                    .intoArray(bSums, sums);
            lambda.fma(broadcast(b[row]), FloatVector.fromArray(SPECIES, enteringGradient, at))
                    .intoArray(enteringGradient, at);
            later = lambda.mul(FloatVector.fromArray(SPECIES, decays, held));
            FloatVector exponent =
                    later.mul(FloatVector.fromArray(SPECIES, before, held)).mul(rate);
            exponent.add(FloatVector.fromArray(SPECIES, stepGradient, at))
                    .intoArray(stepGradient, at);
            sum = exponent.fma(FloatVector.fromArray(SPECIES, step, at), sum);
        }
        later.intoArray(carried, 0);
        sum.fma(broadcast(LN_2), FloatVector.fromArray(SPECIES, weights, total))
                .intoArray(weights, total);
    }

    private void finish(int channel, float[] weights, int sums) {
        FloatVector direct = FloatVector.fromArray(SPECIES, skip, channel);
        FloatVector skipSum = FloatVector.zero(SPECIES);
        FloatVector biasSum = FloatVector.zero(SPECIES);
        int to = image * tokens * width + channel;
        for (int at = 0; at < u.length; at += LANES, to += width) {
            FloatVector x = FloatVector.fromArray(SPECIES, u, at);
            FloatVector delta = FloatVector.fromArray(SPECIES, step, at);
            FloatVector gradient = FloatVector.fromArray(SPECIES, open, at);
            FloatVector within = FloatVector.fromArray(SPECIES, enteringGradient, at);
            skipSum = gradient.fma(x, skipSum);
            gradient.fma(direct, within.mul(delta)).intoArray(in.u(), to);
            // Of softplus at Δ.
            FloatVector slope = oneMinusExponential(delta);
            FloatVector deltaGradient =
                    FloatVector.fromArray(SPECIES, stepGradient, at)
                            .mul(LN_2)
                            .add(within.mul(x))
                            .mul(slope);
            biasSum = biasSum.add(deltaGradient);
            deltaGradient.intoArray(in.steps(), to);
            if (in.gate() != null) {
                FloatVector z = FloatVector.fromArray(SPECIES, in.gate(), to);
                FloatVector.fromArray(SPECIES, yGradient, to)
                        .mul(FloatVector.fromArray(SPECIES, output, at))
                        .mul(siluSlope(z, sigmoid(z)))
                        .intoArray(in.gate(), to);
            }
        }
        skipSum.intoArray(weights, sums);
        biasSum.intoArray(weights, sums + width);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
