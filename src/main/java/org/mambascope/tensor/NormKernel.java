package org.mambascope.tensor;

import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

import java.util.stream.IntStream;

/** Root-mean-square normalisation of rows of channels. */
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
        IntStream.range(0, Math.ceilDiv(rows, BLOCK))
                .parallel()
                .forEach(
                        block -> {
                            int end = Math.min((block + 1) * BLOCK, rows);
                            for (int row = block * BLOCK; row < end; row++) {
                                normalise(row, x, weight, epsilon, y);
                            }
                        });
    }

    private static void normalise(
            int row, HostRows x, HostRows weight, double epsilon, HostRows y) {
        int channels = x.channels();
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector values = x.load(row, channel);
            squares = values.fma(values, squares);
        }
        double meanSquare = squares.reduceLanes(VectorOperators.ADD) / (double) channels;
        float factor = (float) (1 / Math.sqrt(meanSquare + epsilon));
        for (int channel = 0; channel < channels; channel += LANES) {
            y.store(row, channel, x.load(row, channel).mul(factor).mul(weight.load(0, channel)));
        }
    }
}
