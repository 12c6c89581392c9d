package org.mambascope.experiment.benchmark;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearLayer;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;

/** A linear layer whose time is counted, that of a GELU or a sum in the same pass included. */
record TimedLinear(LinearLayer layer, Stopwatch<LayerKind> stopwatch) implements LinearLayer {
    @Override
    public NDArray apply(NDArray x) {
        return stopwatch.time(LayerKind.GEMM, () -> layer.apply(x));
    }

    @Override
    public NDArray apply(ChannelRange x) {
        return stopwatch.time(LayerKind.GEMM, () -> layer.apply(x));
    }

    @Override
    public NDArray applyThenGelu(NDArray x, Kernels kernels) {
        return stopwatch.time(LayerKind.GEMM, () -> layer.applyThenGelu(x, kernels));
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x, Kernels kernels) {
        return stopwatch.time(LayerKind.GEMM, () -> layer.applyOnto(stream, x, kernels));
    }
}
