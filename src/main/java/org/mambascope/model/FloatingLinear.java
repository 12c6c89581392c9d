package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * y = x Wᵀ + b in floating point.
 *
 * @param kernels of the weights' device
 * @param weight (N, K)
 * @param bias (N)
 */
public record FloatingLinear(Kernels kernels, NDArray weight, Optional<NDArray> bias)
        implements LinearLayer {
    @Override
    public NDArray apply(NDArray x) {
        return kernels.linear(x, weight, bias);
    }

    @Override
    public NDArray applyThenGelu(NDArray x, Kernels others) {
        return kernels.linearThenGelu(x, weight, bias);
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x, Kernels others) {
        return kernels.linearOnto(stream, x, weight, bias);
    }
}
