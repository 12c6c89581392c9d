package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.Optional;

/** A linear layer of any kernels, whose weights are read on every call. */
record UnpackedLinear(Kernels kernels, NDArray weight, Optional<NDArray> bias)
        implements FloatLinear {
    @Override
    public NDArray apply(NDArray x) {
        return kernels.linear(x, weight, bias);
    }

    @Override
    public NDArray applyThenGelu(NDArray x) {
        return kernels.gelu(apply(x));
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x) {
        return kernels.sum(stream, apply(x));
    }
}
