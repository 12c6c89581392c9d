package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * A linear layer in a floating-point format: input, weights, bias and output are rounded to it, and
 * sums are kept in 32 bits.
 */
public interface PrecisionLinear {
    /**
     * Applies the layer.
     *
     * @param x (…, K), 32-bit floats
     * @return (…, N), 32-bit floats, owned by the manager of {@code x}
     */
    NDArray apply(NDArray x);
}
