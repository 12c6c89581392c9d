package org.mambascope.quant.search;

import org.mambascope.base.Problem;

/** Symmetric positive definite matrices, by their Cholesky factors. */
final class Cholesky {
    private Cholesky() {}

    /**
     * L of A = L Lᵀ, column by column, in the memory of A.
     *
     * @param a of which what is above the diagonal is not looked at
     * @throws Problem if A is not positive definite
     */
    static double[][] lower(double[][] a) {
        int size = a.length;
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            if (!(a[j][j] > 0)) {
                throw new Problem(
                        "The inputs of a layer do not determine its rounding (a pivot is %s): calibrate with more images, or of a smaller range."
                                .formatted(a[j][j]));
            }
            double diagonal = Math.sqrt(a[j][j]);
            a[j][j] = diagonal;
            for (int i = j + 1; i < size; i++) {
                column[i] = a[i][j] / diagonal;
                a[i][j] = column[i];
            }
            for (int i = j + 1; i < size; i++) {
                takeOff(a[i], column, column[i], j + 1, i + 1);
            }
        }
        return a;
    }

    private static void takeOff(double[] row, double[] column, double share, int from, int to) {
        for (int k = from; k < to; k++) {
            row[k] -= share * column[k];
        }
    }
}
