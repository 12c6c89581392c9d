package org.mambascope.tensor.cpu;

import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import org.mambascope.tensor.cpu.thread.WorkerPool;
import org.mambascope.tensor.cpu.vector.RowView;
import org.mambascope.tensor.cpu.vector.VectorMath;

import java.util.Optional;
import java.util.function.IntConsumer;

/** Normalisation of rows of channels. */
final class NormKernel {
    /** Rows that one task normalises. */
    private static final int BLOCK = 16;

    private NormKernel() {}

    /**
     * Divides every row by its root mean square and multiplies it with the weights.
     *
     * @param weight one row
     * @param y overwritten; may be {@code x}
     */
    static void rootMeanSquare(int rows, RowView x, RowView weight, double epsilon, RowView y) {
        byRows(rows, row -> normalise(row, x, 0, weight, Optional.empty(), epsilon, y));
    }

    /**
     * Takes off every row's mean, divides by its deviation, multiplies with the weights and adds
     * the bias.
     *
     * @param weight one row
     * @param bias one row
     * @param y overwritten; may be {@code x}
     */
    static void layer(
            int rows, RowView x, RowView weight, RowView bias, double epsilon, RowView y) {
        Optional<RowView> offset = Optional.of(bias);
        byRows(rows, row -> normalise(row, x, mean(row, x), weight, offset, epsilon, y));
    }

    private static void byRows(int rows, IntConsumer normalisation) {
        WorkerPool.shared()
                .run(
                        Math.ceilDiv(rows, BLOCK),
                        block -> {
                            int end = Math.min((block + 1) * BLOCK, rows);
                            for (int row = block * BLOCK; row < end; row++) {
                                normalisation.accept(row);
                            }
                        });
    }

    private static float mean(int row, RowView x) {
        int channels = x.channels();
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel += LANES) {
            sum = sum.add(x.load(row, channel));
        }
        return VectorMath.sum(sum) / channels;
    }

    private static void normalise(
            int row,
            RowView x,
            float mean,
            RowView weight,
            Optional<RowView> bias,
            double epsilon,
            RowView y) {
        int channels = x.channels();
        int whole = SPECIES.loopBound(channels);
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < whole; channel += LANES) {
            FloatVector values = x.load(row, channel).sub(mean);
            squares = values.fma(values, squares);
        }
        if (whole < channels) {
            VectorMask<Float> inside = SPECIES.indexInRange(whole, channels);
            FloatVector values = x.load(row, whole).sub(mean, inside);
            squares = values.fma(values, squares);
        }
        double meanSquare = VectorMath.sum(squares) / (double) channels;
        float factor = (float) (1 / Math.sqrt(meanSquare + epsilon));
        RowView offset = bias.orElse(null);
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector values =
                    x.load(row, channel).sub(mean).mul(factor).mul(weight.load(0, channel));
            y.store(row, channel, offset == null ? values : values.add(offset.load(0, channel)));
        }
    }
}
