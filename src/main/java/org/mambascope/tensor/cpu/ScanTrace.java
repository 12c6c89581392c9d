package org.mambascope.tensor.cpu;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanWeights;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.VectorMath;

import java.util.stream.IntStream;

/**
 * The inside of a {@code SelectiveScan}: values that its fused kernels compute on the way and do
 * not keep. They are recomputed on the host from the scan's inputs, which costs a few scans.
 *
 * <p>Of the N states of a channel only the one of the largest magnitude is kept, with its sign, so
 * that memory does not grow with N.
 */
public final class ScanTrace {
    private final Shape shape;
    private final int channels;
    private final int paddedChannels;
    private final float[] delta;
    private final float[] state;
    private final float[] output;

    private ScanTrace(Shape shape) {
        this.shape = shape;
        channels = Math.toIntExact(shape.tail());
        paddedChannels = Math.ceilDiv(channels, LANES) * LANES;
        int size = Math.multiplyExact(Math.toIntExact(shape.size() / channels), paddedChannels);
        delta = new float[size];
        state = new float[size];
        output = new float[size];
    }

    /**
     * Traces a scan.
     *
     * @param u input in scan order, (images, tokens, channels)
     * @param delta time step before bias and softplus, shaped as {@code u}
     * @param b input matrix B, (images, tokens, states)
     * @param c output matrix C, (images, tokens, states)
     */
    public static ScanTrace of(
            ScanWeights weights, NDArray u, NDArray delta, ChannelRange b, ChannelRange c) {
        ScanTrace trace = new ScanTrace(u.getShape());
        trace.run(
                ScanKernel.of(
                        host(weights.decayLogarithm()),
                        host(weights.skip()),
                        host(weights.deltaBias())),
                trace.rows(u),
                trace.rows(delta),
                CpuMemory.read(host(b.view())),
                CpuMemory.read(host(c.view())),
                trace.rows(weights.deltaBias()));
        return trace;
    }

    private float[] rows(NDArray tensor) {
        return CpuMemory.readRows(host(tensor), channels, paddedChannels);
    }

    private static NDArray host(NDArray tensor) {
        return tensor.toDevice(Device.cpu(), false);
    }

    private void run(
            ScanKernel kernel, float[] u, float[] before, float[] b, float[] c, float[] bias) {
        int images = Math.toIntExact(shape.get(0));
        int groups = paddedChannels / LANES;
        IntStream.range(0, images * groups)
                .parallel()
                .forEach(
                        task ->
                                run(
                                        kernel,
                                        task / groups,
                                        task % groups * LANES,
                                        u,
                                        before,
                                        b,
                                        c,
                                        bias));
    }

    /** One image's whole vector of channels. */
    private void run(
            ScanKernel kernel,
            int image,
            int channel,
            float[] u,
            float[] before,
            float[] b,
            float[] c,
            float[] bias) {
        int tokens = Math.toIntExact(shape.get(1));
        int states = kernel.states();
        float[] h = new float[states * LANES];
        FloatVector skip = FloatVector.fromArray(SPECIES, kernel.skip(), channel);
        FloatVector offset = FloatVector.fromArray(SPECIES, bias, channel);
        for (int row = image * tokens; row < (image + 1) * tokens; row++) {
            int at = row * paddedChannels + channel;
            FloatVector x = FloatVector.fromArray(SPECIES, u, at);
            FloatVector step =
                    VectorMath.softplus(FloatVector.fromArray(SPECIES, before, at).add(offset));
            FloatVector entering = step.mul(x);
            FloatVector y = skip.mul(x);
            FloatVector largest = FloatVector.zero(SPECIES);
            for (int n = 0; n < states; n++) {
                FloatVector decay =
                        FloatVector.fromArray(
                                SPECIES, kernel.decay(), n * paddedChannels + channel);
                FloatVector now =
                        VectorMath.powerOfTwoBelowOne(step.mul(decay))
                                .mul(FloatVector.fromArray(SPECIES, h, n * LANES))
                                .add(entering.mul(b[row * states + n]));
                now.intoArray(h, n * LANES);
                y = y.add(now.mul(c[row * states + n]));
                largest = largest.blend(now, now.abs().compare(VectorOperators.GT, largest.abs()));
            }
            step.intoArray(delta, at);
            largest.intoArray(state, at);
            y.intoArray(output, at);
        }
    }

    /** Δ_t after bias and softplus, (images, tokens, channels). */
    public NDArray delta(NDManager owner) {
        return tensor(owner, delta);
    }

    /** Per token and channel the state h_t of the largest magnitude, (images, tokens, channels). */
    public NDArray state(NDManager owner) {
        return tensor(owner, state);
    }

    /** C_t h_t + D u_t, before any gate, (images, tokens, channels). */
    public NDArray output(NDManager owner) {
        return tensor(owner, output);
    }

    private NDArray tensor(NDManager owner, float[] values) {
        return CpuMemory.write(owner, shape, values, channels, paddedChannels);
    }
}
