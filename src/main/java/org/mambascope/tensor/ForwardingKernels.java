package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Kernels that forward every operation to others; a subclass overrides those that it computes. */
public abstract class ForwardingKernels implements Kernels {
    private final Kernels others;

    /** Kernels before others of the same device. */
    protected ForwardingKernels(Kernels others) {
        this.others = others;
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        return others.linear(x, weight, bias);
    }

    @Override
    public FloatLinear linear(NDArray weight, Optional<NDArray> bias) {
        return others.linear(weight, bias);
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        return others.rootMeanSquareNorm(x, weight, epsilon);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return others.layerNorm(x, weight, bias, epsilon);
    }

    @Override
    public NDArray gelu(NDArray x) {
        return others.gelu(x);
    }

    @Override
    public NDArray sum(NDArray x, NDArray y) {
        return others.sum(x, y);
    }

    @Override
    public NDArray average(NDArray x, NDArray y) {
        return others.average(x, y);
    }

    @Override
    public NDArray rotate(NDArray x, NDArray cosine, NDArray sine) {
        return others.rotate(x, cosine, sine);
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        return others.tokensAt(x, positions);
    }

    @Override
    public NDArray resizeBicubic(NDArray grid, long rows, long columns) {
        return others.resizeBicubic(grid, rows, columns);
    }

    @Override
    public PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        return others.patchConvolution(weight, bias, stride, margin);
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        return others.causalConvolution(weight, bias);
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        return others.depthwiseConvolution(weight, bias);
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        return others.selectiveScan(decayLogarithm, skip, deltaBias);
    }

    @Override
    public NDArray boundary(NDArray stream) {
        return others.boundary(stream);
    }

    @Override
    public NDArray linearMap(
            NDArray x, UnaryOperator<NDArray> map, UnaryOperator<NDArray> adjoint) {
        return others.linearMap(x, map, adjoint);
    }

    @Override
    public NDArray eachImage(NDArray images, UnaryOperator<NDArray> pass) {
        return others.eachImage(images, pass);
    }

    @Override
    public <T> void together(List<Supplier<T>> computations, Consumer<T> then) {
        others.together(computations, then);
    }
}
