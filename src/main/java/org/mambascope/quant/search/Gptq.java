package org.mambascope.quant.search;

import org.mambascope.base.Problem;
import org.mambascope.quant.layer.WeightCodes;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rounds weights column by column, each time moving what is left of the rounding error to the
 * columns that are not yet rounded, by what the layer's inputs have in common (Frantar et al. 2023,
 * GPTQ). Columns go in the order of their inputs' energy.
 */
final class Gptq {
    /**
     * Share of the mean energy that is added to every input's, so that there is always a factor.
     */
    private static final double DAMPING = 0.01;

    private final int inputs;
    private final int[] order;
    private final double[][] shares;

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
        double[][] lastFirst = new double[inputs][inputs];
        double damping = Math.max(DAMPING * mean, Float.MIN_NORMAL);
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j <= i; j++) {
                lastFirst[i][j] = products[at(i) * inputs + at(j)];
            }
            lastFirst[i][i] += damping;
        }
        shares = shares(Cholesky.lower(lastFirst));
    }

    /** The input that is rounded when so many are left after it. */
    private int at(int left) {
        return order[inputs - 1 - left];
    }

    /**
     * With Σ x xᵀ = U Uᵀ, U upper triangular and the first input first, an error e of weights costs
     * |e U|²: what error i leaves of column j is made up for by weight j moving by e[i] U[i,j] /
     * U[j,j].
     */
    private static double[][] shares(double[][] lower) {
        int last = lower.length - 1;
        double[][] shares = new double[lower.length][lower.length];
        for (int i = 0; i <= last; i++) {
            for (int j = i + 1; j <= last; j++) {
                shares[i][j] = lower[last - i][last - j] / lower[last - j][last - j];
            }
        }
        return shares;
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
        double[] wanted = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            wanted[i] = weights[row * inputs + order[i]];
        }
        for (int i = 0; i < inputs; i++) {
            int at = row * inputs + order[i];
            double code = Math.clamp(Math.rint(wanted[i] / step), -top, top);
            codes[at] = (byte) code;
            double[] ofThis = shares[i];
            double error = weights[at] - code * step;
            for (int j = i + 1; j < inputs; j++) {
                wanted[j] += error * ofThis[j];
            }
        }
    }
}
