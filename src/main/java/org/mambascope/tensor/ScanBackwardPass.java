package org.mambascope.tensor;

import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.LN_2;
import static org.mambascope.tensor.VectorMath.SPECIES;
import static org.mambascope.tensor.VectorMath.powerOfTwo;
import static org.mambascope.tensor.VectorMath.sigmoid;
import static org.mambascope.tensor.VectorMath.siluSlope;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Takes groups of channels of one image forwards and back through the tokens, one state after the
 * other. States are computed again rather than kept from the forward pass, in chunks of tokens
 * that stay in the cache; nothing is ever divided by a decay.
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

    ScanBackwardPass(
            ScanKernel forward, ScanArrays in, float[] yGradient, int image) {
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
            FloatVector a = FloatVector.fromArray(SPECIES, decay, state * width + channel);
            throughState(state, a).intoArray(weights, sums + state * width);
        }
        finish(channel, weights, sums + states * width);
    }

    /** Adds up the lanes of what was summed over groups; (images, tokens, states) each. */
    void writeSums(float[] b, float[] c) {
        for (int t = 0; t < tokens; t++) {
            for (int state = 0; state < states; state++) {
                int from = (state * tokens + t) * LANES;
                int to = (image * tokens + t) * states + state;
                b[to] =
                        FloatVector.fromArray(SPECIES, bSums, from)
                                .reduceLanes(VectorOperators.ADD);
                c[to] =
                        FloatVector.fromArray(SPECIES, cSums, from)
                                .reduceLanes(VectorOperators.ADD);
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

    /** Returns the gradient of log(−A). */
    private FloatVector throughState(int state, FloatVector a) {
        FloatVector h = FloatVector.zero(SPECIES);
        int last = (tokens - 1) / CHUNK;
        for (int chunk = 0; chunk < last; chunk++) {
            h.intoArray(checkpoints, chunk * LANES);
            h = forwards(state, a, h, chunk * CHUNK, (chunk + 1) * CHUNK);
        }
        h.intoArray(checkpoints, last * LANES);
        FloatVector carried = FloatVector.zero(SPECIES);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int chunk = last; chunk >= 0; chunk--) {
            int first = chunk * CHUNK;
            int end = Math.min(first + CHUNK, tokens);
            h = FloatVector.fromArray(SPECIES, checkpoints, chunk * LANES);
            forwardsKeeping(state, a, h, first, end);
            for (int t = end - 1, held = (t - first) * LANES; t >= first; t--, held -= LANES) {
                int at = t * LANES;
                int row = (image * tokens + t) * states + state;
                int sums = (state * tokens + t) * LANES;
                FloatVector gradient = FloatVector.fromArray(SPECIES, open, at);
                FloatVector.fromArray(SPECIES, before, held + LANES)
                        .fma(gradient, FloatVector.fromArray(SPECIES, cSums, sums))
                        .intoArray(cSums, sums);
                FloatVector lambda = gradient.fma(broadcast(in.c()[row]), carried);
                lambda.fma(
                                FloatVector.fromArray(SPECIES, entering, at),
                                FloatVector.fromArray(SPECIES, bSums, sums))
                        .intoArray(bSums, sums);
                lambda.fma(
                                broadcast(in.b()[row]),
                                FloatVector.fromArray(SPECIES, enteringGradient, at))
                        .intoArray(enteringGradient, at);
                carried = lambda.mul(FloatVector.fromArray(SPECIES, decays, held));
                FloatVector exponent =
                        carried.mul(FloatVector.fromArray(SPECIES, before, held)).mul(a);
                exponent.add(FloatVector.fromArray(SPECIES, stepGradient, at))
                        .intoArray(stepGradient, at);
                sum = exponent.fma(FloatVector.fromArray(SPECIES, step, at), sum);
            }
        }
        return sum.mul(LN_2);
    }

    private FloatVector forwards(int state, FloatVector a, FloatVector start, int first, int end) {
        FloatVector h = start;
        int row = (image * tokens + first) * states + state;
        for (int t = first; t < end; t++, row += states) {
            FloatVector decayed = powerOfTwo(FloatVector.fromArray(SPECIES, step, t * LANES).mul(a));
            FloatVector added =
                    FloatVector.fromArray(SPECIES, entering, t * LANES).mul(in.b()[row]);
            h = decayed.fma(h, added);
        }
        return h;
    }

    private void forwardsKeeping(int state, FloatVector a, FloatVector start, int first, int end) {
        FloatVector h = start;
        h.intoArray(before, 0);
        int row = (image * tokens + first) * states + state;
        for (int t = first, held = 0; t < end; t++, held += LANES, row += states) {
            int at = t * LANES;
            FloatVector decayed = powerOfTwo(FloatVector.fromArray(SPECIES, step, at).mul(a));
            FloatVector added = FloatVector.fromArray(SPECIES, entering, at).mul(in.b()[row]);
            h = decayed.fma(h, added);
            decayed.intoArray(decays, held);
            h.intoArray(before, held + LANES);
            h.fma(broadcast(in.c()[row]), FloatVector.fromArray(SPECIES, output, at))
                    .intoArray(output, at);
        }
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
            // The slope of softplus is 1 − e^−Δ.
            FloatVector slope = delta.neg().lanewise(VectorOperators.EXPM1).neg();
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
