package org.mambascope.tensor.cpu;

import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;
import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.LOG2_E;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.powerOfTwoBelowOne;
import static org.mambascope.tensor.cpu.vector.VectorMath.sigmoid;
import static org.mambascope.tensor.cpu.vector.VectorMath.softplus;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.TokenPermutation;
import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/**
 * The selective scan, vectorised over channels. Each group of channels goes through its tokens in
 * chunks that stay in the first cache: softplus first, then two states after the other, then skip
 * and gate. Inputs are read and outputs written in place. Groups and images run in parallel.
 */
public final class ScanKernel {
    /** Tokens in a chunk. */
    private static final int CHUNK = 128;

    private static final long REGION = (long) CHUNK * LANES * Float.BYTES;

    /** A thread's chunk: Δ, Δu and the output, a vector for each token. */
    private static final ThreadLocal<MemorySegment> WORKSPACE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(3 * REGION, 64));

    private static final long ENTERING = REGION;
    private static final long OUTPUT = 2 * REGION;

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
    public ScanKernel(float[] a, float[] skip, float[] deltaBias) {
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

    /** A scan with the weights of {@code Kernels#selectiveScan}. */
    public static ScanKernel of(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        float[] a = CpuMemory.read(decayLogarithm);
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) -Math.exp(a[i]);
        }
        return new ScanKernel(a, CpuMemory.read(skip), CpuMemory.read(deltaBias));
    }

    public int channels() {
        return channels;
    }

    public int states() {
        return states;
    }

    /** A · log2 e, one row of padded channels per state. */
    public float[] decay() {
        return decay;
    }

    /** D, filled up with zeros. */
    public float[] skip() {
        return skip;
    }

    /** Channels filled up to whole vectors. */
    public int paddedChannels() {
        return paddedChannels;
    }

    /**
     * Inputs and outputs of a scan.
     *
     * @param positions the token at each scan position, or {@link TokenPermutation#PADDING}
     * @param tokens number of tokens of each image
     * @param u (images, scan positions, channels)
     * @param delta before bias and softplus, shaped as {@code u}
     * @param b (images, scan positions, states)
     * @param c shaped as {@code b}
     * @param gate (images, tokens, channels)
     * @param y (images, tokens, channels)
     * @param joining with the earlier values of {@code y}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Call(
            int images,
            int[] positions,
            int tokens,
            RowView u,
            RowView delta,
            Selected b,
            Selected c,
            Optional<RowView> gate,
            RowView y,
            Joining joining) {}

    /** Operation that combines the result with the earlier values of the output. */
    enum Joining {
        NONE,
        SUM,
        MEAN
    }

    /** B or C among other values of each token. */
    @SuppressWarnings("ArrayRecordComponent")
    record Selected(float[] values, int stride, int first) {
        int at(int row, int state) {
            return row * stride + first + state;
        }
    }

    /** Scans. */
    void run(Call call) {
        int groups = paddedChannels / LANES;
        WorkerPool.shared()
                .run(
                        call.images() * groups,
                        part -> scanGroup(call, part / groups, part % groups * LANES));
    }

    /** Turns time steps before bias and softplus into Δ, in place, (rows, padded channels). */
    public void softplusInPlace(float[] delta) {
        WorkerPool.shared()
                .run(
                        delta.length / paddedChannels,
                        row -> {
                            int at = row * paddedChannels;
                            for (int channel = 0; channel < paddedChannels; channel += LANES) {
                                FloatVector bias =
                                        FloatVector.fromArray(SPECIES, deltaBias, channel);
                                FloatVector x = FloatVector.fromArray(SPECIES, delta, at + channel);
                                softplus(x.add(bias)).intoArray(delta, at + channel);
                            }
                        });
    }

    private void scanGroup(Call call, int image, int channel) {
        long workspace = WORKSPACE.get().address();
        float[] held = new float[states * LANES];
        int length = call.positions().length;
        for (int first = 0; first < length; first += CHUNK) {
            int end = Math.min(first + CHUNK, length);
            int row = image * length + first;
            begin(call, workspace, row, end - first, channel);
            int state = 0;
            for (; state + 1 < states; state += 2) {
                twoStates(call, workspace, row, end - first, channel, state, held);
            }
            if (state < states) {
                oneState(call, workspace, row, end - first, channel, state, held);
            }
            finish(call, workspace, image, first, end, channel);
        }
    }

    /*
     * No vector is passed to or from the methods below: where they are compiled on their own, the
     * JIT compiler would not know its width. More than two states at a time are more than it
     * inlines.
     */

    private void begin(Call call, long workspace, int first, int tokens, int channel) {
        RowView u = call.u();
        RowView delta = call.delta();
        FloatVector bias = FloatVector.fromArray(SPECIES, deltaBias, channel);
        FloatVector direct = FloatVector.fromArray(SPECIES, skip, channel);
        for (int t = 0; t < tokens; t++) {
            long at = workspace + (long) t * LANES * Float.BYTES;
            FloatVector x = u.load(first + t, channel);
            FloatVector step = softplus(delta.load(first + t, channel).add(bias));
            step.intoMemorySegment(EVERYWHERE, at, RowView.ORDER);
            step.mul(x).intoMemorySegment(EVERYWHERE, ENTERING + at, RowView.ORDER);
            x.mul(direct).intoMemorySegment(EVERYWHERE, OUTPUT + at, RowView.ORDER);
        }
    }

    private void twoStates(
            Call call,
            long workspace,
            int first,
            int tokens,
            int channel,
            int state,
            float[] held) {
        float[] b = call.b().values();
        float[] c = call.c().values();
        int bStride = call.b().stride();
        int cStride = call.c().stride();
        int bAt = call.b().at(first, state);
        int cAt = call.c().at(first, state);
        int a = state * paddedChannels + channel;
        FloatVector a0 = FloatVector.fromArray(SPECIES, decay, a);
        FloatVector a1 = FloatVector.fromArray(SPECIES, decay, a + paddedChannels);
        FloatVector h0 = FloatVector.fromArray(SPECIES, held, state * LANES);
        FloatVector h1 = FloatVector.fromArray(SPECIES, held, (state + 1) * LANES);
        for (int t = 0; t < tokens; t++, bAt += bStride, cAt += cStride) {
            long at = workspace + (long) t * LANES * Float.BYTES;
            FloatVector step =
                    FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, at, RowView.ORDER);
            FloatVector entering =
                    FloatVector.fromMemorySegment(
                            SPECIES, EVERYWHERE, ENTERING + at, RowView.ORDER);
            FloatVector out =
                    FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, OUTPUT + at, RowView.ORDER);
            h0 = powerOfTwoBelowOne(step.mul(a0)).fma(h0, entering.mul(b[bAt]));
            h1 = powerOfTwoBelowOne(step.mul(a1)).fma(h1, entering.mul(b[bAt + 1]));
            out = h0.fma(FloatVector.broadcast(SPECIES, c[cAt]), out);
            h1.fma(FloatVector.broadcast(SPECIES, c[cAt + 1]), out)
                    .intoMemorySegment(EVERYWHERE, OUTPUT + at, RowView.ORDER);
        }
        h0.intoArray(held, state * LANES);
        h1.intoArray(held, (state + 1) * LANES);
    }

    private void oneState(
            Call call,
            long workspace,
            int first,
            int tokens,
            int channel,
            int state,
            float[] held) {
        float[] b = call.b().values();
        float[] c = call.c().values();
        int bStride = call.b().stride();
        int cStride = call.c().stride();
        int bAt = call.b().at(first, state);
        int cAt = call.c().at(first, state);
        FloatVector a = FloatVector.fromArray(SPECIES, decay, state * paddedChannels + channel);
        FloatVector h = FloatVector.fromArray(SPECIES, held, state * LANES);
        for (int t = 0; t < tokens; t++, bAt += bStride, cAt += cStride) {
            long at = workspace + (long) t * LANES * Float.BYTES;
            FloatVector step =
                    FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, at, RowView.ORDER);
            FloatVector entering =
                    FloatVector.fromMemorySegment(
                            SPECIES, EVERYWHERE, ENTERING + at, RowView.ORDER);
            h = powerOfTwoBelowOne(step.mul(a)).fma(h, entering.mul(b[bAt]));
            h.fma(
                            FloatVector.broadcast(SPECIES, c[cAt]),
                            FloatVector.fromMemorySegment(
                                    SPECIES, EVERYWHERE, OUTPUT + at, RowView.ORDER))
                    .intoMemorySegment(EVERYWHERE, OUTPUT + at, RowView.ORDER);
        }
        h.intoArray(held, state * LANES);
    }

    private static void finish(
            Call call, long workspace, int image, int first, int end, int channel) {
        int[] positions = call.positions();
        RowView y = call.y();
        RowView gate = call.gate().orElse(null);
        boolean joins = call.joining() != Joining.NONE;
        float factor = call.joining() == Joining.MEAN ? 0.5f : 1f;
        for (int t = first; t < end; t++) {
            if (positions[t] == TokenPermutation.PADDING) {
                continue;
            }
            int row = image * call.tokens() + positions[t];
            long at = workspace + OUTPUT + (long) (t - first) * LANES * Float.BYTES;
            FloatVector out = FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, at, RowView.ORDER);
            if (gate != null) {
                FloatVector z = gate.load(row, channel);
                out = out.mul(z).mul(sigmoid(z));
            }
            if (joins) {
                out = out.add(y.load(row, channel)).mul(factor);
            }
            y.store(row, channel, out);
        }
    }
}
