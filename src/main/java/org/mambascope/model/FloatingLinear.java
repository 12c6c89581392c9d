package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.FloatLinear;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/** y = x Wᵀ + b in floating point. */
public final class FloatingLinear implements LinearLayer {
    private final Kernels kernels;
    private final NDArray weight;
    private final Optional<NDArray> bias;
    private final FloatLinear layer;

    /**
     * A layer.
     *
     * @param kernels of the weights' device
     * @param weight (N, K)
     * @param bias (N)
     */
    public FloatingLinear(Kernels kernels, NDArray weight, Optional<NDArray> bias) {
        this.kernels = kernels;
        this.weight = weight;
        this.bias = bias;
        layer = kernels.linear(weight, bias);
    }

    /** Kernels of the weights' device. */
    public Kernels kernels() {
        return kernels;
    }

    /** W, (N, K). */
    public NDArray weight() {
        return weight;
    }

    /** b, (N). */
    public Optional<NDArray> bias() {
        return bias;
    }

    @Override
    public NDArray apply(NDArray x) {
        return layer.apply(x);
    }

    @Override
    public NDArray apply(ChannelRange x) {
        return layer.apply(x);
    }

    @Override
    public NDArray applyThenGelu(NDArray x, Kernels others) {
        return layer.applyThenGelu(x);
    }

    @Override
    public NDArray applyOnto(NDArray stream, NDArray x, Kernels others) {
        return layer.applyOnto(stream, x);
    }
}
