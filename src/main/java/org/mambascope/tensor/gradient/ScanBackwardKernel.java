package org.mambascope.tensor.gradient;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;

import org.mambascope.tensor.cpu.ScanArrays;
import org.mambascope.tensor.cpu.ScanKernel;

import java.util.stream.IntStream;

/**
 * Gradients of {@link ScanKernel}, vectorised over channels. Images and slices of channels run in
 * parallel; what is summed over them is added in a fixed order, the same on every machine with
 * vectors of the same width.
 */
final class ScanBackwardKernel {
    /** Tasks that a few images are divided into. */
    private static final int TASKS = 8;

    private final ScanKernel forward;
    private final int states;
    private final int width;

    /** The way back through a scan. */
    ScanBackwardKernel(ScanKernel forward) {
        this.forward = forward;
        states = forward.states();
        width = forward.paddedChannels();
    }

    /**
     * Gradients of a scan's weights.
     *
     * @param decayLogarithm (channels, states)
     * @param skip (channels)
     * @param deltaBias (channels)
     */
    @SuppressWarnings("ArrayRecordComponent")
    record WeightGradients(float[] decayLogarithm, float[] skip, float[] deltaBias) {}

    /**
     * Overwrites a scan's inputs with their gradients; that of {@code steps} is the gradient of Δ
     * before bias and softplus.
     *
     * @param y gradient of the scan's output, shaped as {@code u}
     */
    WeightGradients run(ScanArrays in, float[] y) {
        int groups = width / LANES;
        int slices = Math.clamp(Math.ceilDiv(TASKS, in.images()), 1, groups);
        float[][] b = new float[slices][];
        float[][] c = new float[slices][];
        for (int slice = 0; slice < slices; slice++) {
            b[slice] = new float[in.b().length];
            c[slice] = new float[in.c().length];
        }
        float[] weights = new float[in.images() * (states + 2) * width];
        IntStream.range(0, in.images() * slices)
                .parallel()
                .forEach(
                        task -> {
                            int image = task / slices;
                            int slice = task % slices;
                            ScanBackwardPass pass = new ScanBackwardPass(forward, in, y, image);
                            for (int group = groups * slice / slices;
                                    group < groups * (slice + 1) / slices;
                                    group++) {
                                pass.run(group * LANES, weights);
                            }
                            pass.writeSums(b[slice], c[slice]);
                        });
        add(b, in.b());
        add(c, in.c());
        return weightGradients(in.images(), weights);
    }

    private static void add(float[][] parts, float[] sum) {
        System.arraycopy(parts[0], 0, sum, 0, sum.length);
        for (int part = 1; part < parts.length; part++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += parts[part][i];
            }
        }
    }

    /** Sums over images, and turns rows per state into rows per channel. */
    private WeightGradients weightGradients(int images, float[] parts) {
        int size = (states + 2) * width;
        double[] sums = new double[size];
        for (int image = 0; image < images; image++) {
            for (int i = 0; i < size; i++) {
                sums[i] += parts[image * size + i];
            }
        }
        int channels = forward.channels();
        float[] decayLogarithm = new float[channels * states];
        float[] skip = new float[channels];
        float[] deltaBias = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            for (int state = 0; state < states; state++) {
                decayLogarithm[channel * states + state] = (float) sums[state * width + channel];
            }
            skip[channel] = (float) sums[states * width + channel];
            deltaBias[channel] = (float) sums[(states + 1) * width + channel];
        }
        return new WeightGradients(decayLogarithm, skip, deltaBias);
    }
}
