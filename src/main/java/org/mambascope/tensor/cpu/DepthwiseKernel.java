package org.mambascope.tensor.cpu;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;
import static org.mambascope.tensor.cpu.vector.VectorMath.sigmoid;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.util.Arrays;
import java.util.Optional;

/** Depth-wise convolution over a grid and SiLU, vectorised over channels. */
final class DepthwiseKernel {
    private final int channels;
    private final int side;
    private final int paddedChannels;

    /** One row of channels per tap, the taps row by row. */
    private final float[] weight;

    private final float[] bias;

    /**
     * A convolution with these weights.
     *
     * @param weight (channels, side, side), an odd side; the middle tap meets the token itself
     * @param bias (channels)
     */
    DepthwiseKernel(float[] weight, float[] bias) {
        channels = bias.length;
        int taps = weight.length / channels;
        side = (int) Math.round(Math.sqrt(taps));
        if (side * side * channels != weight.length || side % 2 == 0) {
            throw new IllegalArgumentException(
                    "expected a square of odd side for each of %d channels, found %d weights"
                            .formatted(channels, weight.length));
        }
        paddedChannels = Math.ceilDiv(channels, LANES) * LANES;
        this.weight = new float[taps * paddedChannels];
        for (int channel = 0; channel < channels; channel++) {
            for (int tap = 0; tap < taps; tap++) {
                this.weight[tap * paddedChannels + channel] = weight[channel * taps + tap];
            }
        }
        this.bias = Arrays.copyOf(bias, paddedChannels);
    }

    /** A convolution with the weights of {@code Kernels#depthwiseConvolution}. */
    static DepthwiseKernel of(NDArray weight, Optional<NDArray> bias) {
        int channels = Math.toIntExact(weight.getShape().get(0));
        return new DepthwiseKernel(
                CpuMemory.read(weight),
                bias.map(CpuMemory::read).orElseGet(() -> new float[channels]));
    }

    int channels() {
        return channels;
    }

    /**
     * Convolves.
     *
     * @param x (images, rows · columns, channels)
     * @param y shaped as {@code x}, overwritten
     */
    void run(int images, int rows, int columns, RowView x, RowView y) {
        WorkerPool.shared()
                .run(
                        images * rows,
                        part -> convolveRow(part / rows, part % rows, rows, columns, x, y));
    }

    private void convolveRow(int image, int row, int rows, int columns, RowView x, RowView y) {
        int reach = side / 2;
        int firstTap = Math.max(0, reach - row);
        int endTap = Math.min(side, rows + reach - row);
        for (int column = 0; column < columns; column++) {
            int leftTap = Math.max(0, reach - column);
            int rightTap = Math.min(side, columns + reach - column);
            int at = (image * rows + row) * columns + column;
            for (int channel = 0; channel < paddedChannels; channel += LANES) {
                FloatVector sum = FloatVector.fromArray(SPECIES, bias, channel);
                for (int down = firstTap; down < endTap; down++) {
                    int line = at + (down - reach) * columns - reach;
                    int tap = down * side * paddedChannels + channel;
                    for (int across = leftTap; across < rightTap; across++) {
                        FloatVector w =
                                FloatVector.fromArray(
                                        SPECIES, weight, tap + across * paddedChannels);
                        sum = x.load(line + across, channel).fma(w, sum);
                    }
                }
                y.store(at, channel, sum.mul(sigmoid(sum)));
            }
        }
    }
}
