package org.mambascope.tensor;

import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

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
    static void rootMeanSquare(int rows, HostRows x, HostRows weight, double epsilon, HostRows y) {
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
            int rows, HostRows x, HostRows weight, HostRows bias, double epsilon, HostRows y) {
        Optional<HostRows> offset = Optional.of(bias);
        byRows(rows, row -> normalise(row, x, mean(row, x), weight, offset, epsilon, y));
    }

    private static void byRows(int rows, IntConsumer normalisation) {
        Crew.shared()
                .run(
                        Math.ceilDiv(rows, BLOCK),
                        block -> {
                            int end = Math.min((block + 1) * BLOCK, rows);
                            for (int row = block * BLOCK; row < end; row++) {
                                normalisation.accept(row);
                            }
                        });
    }

    private static float mean(int row, HostRows x) {
        int channels = x.channels();
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel += LANES) {
            sum = sum.add(x.load(row, channel));
        }
        return VectorMath.sum(sum) / channels;
    }

    private static void normalise(
            int row,
            HostRows x,
            float mean,
            HostRows weight,
            Optional<HostRows> bias,
            double epsilon,
            HostRows y) {
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
        HostRows offset = bias.orElse(null);
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector values =
                    x.load(row, channel).sub(mean).mul(factor).mul(weight.load(0, channel));
            y.store(row, channel, offset == null ? values : values.add(offset.load(0, channel)));
        }
    }
}
