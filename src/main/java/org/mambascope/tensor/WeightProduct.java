package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.MatrixProduct.Operand;

import java.util.Optional;

/** Products of rows by the weights W (N, K) of a layer with bias b, on memory where it stands. */
interface WeightProduct {
    /**
     * C = S + A Wᵀ + b.
     *
     * @param rows of A and C
     * @param a (rows, K)
     * @param start S, (rows, N); empty for zeros
     * @param c (rows, N)
     */
    void run(int rows, Operand a, Optional<Operand> start, Operand c);

    /** Whether there are products of weights that stay, by our own code or by the library. */
    static boolean areThere() {
        return FloatProductCode.found().isPresent() || MatrixProduct.found().isPresent();
    }

    /** The fastest for weights that stay. */
    static WeightProduct of(NDArray weight, Optional<NDArray> bias) {
        return FloatProductCode.found()
                .<WeightProduct>map(code -> new PackedWeights(code, weight, bias))
                .orElseGet(
                        () ->
                                new LibraryProduct(
                                        MatrixProduct.found().orElseThrow(), weight, bias));
    }
}
