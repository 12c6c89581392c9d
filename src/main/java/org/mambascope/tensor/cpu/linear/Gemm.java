package org.mambascope.tensor.cpu.linear;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.cpu.jit.Fp32GemmCode;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;

import java.util.Optional;

/** Products of rows by the weights W (N, K) of a layer with bias b, on memory in place. */
public interface Gemm {
    /**
     * C = S + A Wᵀ + b.
     *
     * @param rows of A and C
     * @param a (rows, K)
     * @param start S, (rows, N); empty for zeros
     * @param c (rows, N)
     */
    void run(int rows, Operand a, Optional<Operand> start, Operand c);

    /** Returns true if constant weights can be multiplied by generated code or by the library. */
    static boolean areThere() {
        return Fp32GemmCode.found().isPresent() || BlasGemm.found().isPresent();
    }

    /** The fastest for weights that stay. */
    static Gemm of(NDArray weight, Optional<NDArray> bias) {
        return Fp32GemmCode.found()
                .<Gemm>map(code -> new PackedGemm(code, weight, bias))
                .orElseGet(() -> new LibraryGemm(BlasGemm.found().orElseThrow(), weight, bias));
    }
}
