package org.mambascope.quant;

import org.mambascope.base.Problem;

import java.util.stream.IntStream;

/** Symmetric positive definite matrices, by their Cholesky factors. */
final class Cholesky {
    private Cholesky() {}

    /**
     * L of A = L Lᵀ.
     *
     * @throws Problem if A is not positive definite
     */
    static double[][] lower(double[][] a) {
        int size = a.length;
        double[][] l = new double[size][size];
        for (int j = 0; j < size; j++) {
            double diagonal = a[j][j] - product(l[j], l[j], j);
            if (!(diagonal > 0)) {
                throw new Problem(
                        "The inputs of a layer do not determine its rounding (a pivot is %s). Calibrate with more images, or of a smaller range."
                                .formatted(diagonal));
            }
            l[j][j] = Math.sqrt(diagonal);
            int column = j;
            IntStream.range(j + 1, size)
                    .forEach(
                            i ->
                                    l[i][column] =
                                            (a[i][column] - product(l[i], l[column], column))
                                                    / l[column][column]);
        }
        return l;
    }

    /** The inverse of a positive definite matrix. */
    static double[][] inverse(double[][] a) {
        int size = a.length;
        double[][] l = lower(a);
        double[][] result = new double[size][size];
        IntStream.range(0, size)
                .parallel()
                .forEach(
                        column -> {
                            double[] unit = new double[size];
                            unit[column] = 1;
                            result[column] = solve(l, unit);
                        });
        return result;
    }

    /** x of L Lᵀ x = b. */
    static double[] solve(double[][] l, double[] b) {
        int size = b.length;
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            y[i] = (b[i] - product(l[i], y, i)) / l[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            y[i] /= l[i][i];
            for (int j = 0; j < i; j++) {
                y[j] -= l[i][j] * y[i];
            }
        }
        return y;
    }

    private static double product(double[] x, double[] y, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
