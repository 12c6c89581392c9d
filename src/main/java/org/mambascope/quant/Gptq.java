package org.mambascope.quant;

import org.mambascope.base.Problem;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rounds weights column by column, each time moving what is left of the rounding error to the
 * columns that are not yet rounded, by what the layer's inputs have in common (Frantar et al. 2023,
 * GPTQ). Columns go in the order of their inputs' energy.
 */
final class Gptq {
    /** Share of the mean energy that is added to every input's, so that inversion is safe. */
    private static final double DAMPING = 0.01;

    private final int inputs;
    private final int[] order;
    private final double[][] factor;

    /**
     * For a layer's inputs.
     *
     * @param products Σ x xᵀ over what enters the layer, K × K
     * @param inputs K
     * @throws Problem if the inputs are not finite
     */
    Gptq(float[] products, int inputs) {
        this.inputs = inputs;
        double mean = 0;
        for (int i = 0; i < inputs; i++) {
            mean += products[i * inputs + i] / (double) inputs;
        }
        order =
                IntStream.range(0, inputs)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -products[i * inputs + i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[][] ordered = new double[inputs][inputs];
        double damping = Math.max(DAMPING * mean, Float.MIN_NORMAL);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < inputs; j++) {
                ordered[i][j] = products[order[i] * inputs + order[j]];
            }
            ordered[i][i] += damping;
        }
        factor = transposed(Cholesky.lower(Cholesky.inverse(ordered)));
    }

    /**
     * Rounds.
     *
     * @param weights N × K
     * @param steps per row
     * @param top the largest code
     */
    WeightCodes round(float[] weights, float[] steps, int top) {
        byte[] codes = new byte[weights.length];
        IntStream.range(0, steps.length)
                .parallel()
                .forEach(row -> roundRow(weights, row, steps[row], top, codes));
        return new WeightCodes(steps.length, inputs, codes, steps);
    }

    private void roundRow(float[] weights, int row, float step, int top, byte[] codes) {
        double[] left = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            left[i] = weights[row * inputs + order[i]];
        }
        for (int i = 0; i < inputs; i++) {
            double code = Math.clamp(Math.rint(left[i] / step), -top, top);
            codes[row * inputs + order[i]] = (byte) code;
            double[] shares = factor[i];
            double error = (left[i] - code * step) / shares[i];
            for (int j = i + 1; j < inputs; j++) {
                left[j] -= error * shares[j];
            }
        }
    }

    private static double[][] transposed(double[][] matrix) {
        int size = matrix.length;
        double[][] result = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }
}
