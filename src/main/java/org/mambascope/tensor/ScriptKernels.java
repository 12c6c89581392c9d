package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

import java.util.Optional;

/** Kernels in TorchScript: they run on every device that libtorch knows. */
final class ScriptKernels implements Kernels {
    private final ScriptModule script;

    ScriptKernels(NDManager manager) {
        script = ScriptModule.load(manager, "kernels.torchscript", "Kernels");
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDList y = Linear.linear(x, weight, bias.orElse(null));
        return y.singletonOrThrow();
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        return script.call(x.getManager(), "rms_norm", x, weight, epsilon);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return script.call(x.getManager(), "layer_norm", x, weight, bias, epsilon);
    }

    @Override
    public NDArray rotate(NDArray x, NDArray cosine, NDArray sine) {
        return script.call(x.getManager(), "rotate", x, cosine, sine);
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        return script.call(x.getManager(), "tokens_at", x, positions);
    }

    @Override
    public NDArray resizeBicubic(NDArray grid, long rows, long columns) {
        return script.call(grid.getManager(), "resize_bicubic", grid, rows, columns);
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        NDArray offset =
                bias.orElseGet(
                        () -> weight.getManager().zeros(new Shape(weight.getShape().get(0))));
        return x -> script.call(x.getManager(), "causal_convolution", x, weight, offset);
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        NDArray offset =
                bias.orElseGet(
                        () -> weight.getManager().zeros(new Shape(weight.getShape().get(0))));
        return (x, rows, columns) ->
                script.call(
                        x.getManager(),
                        "depthwise_convolution",
                        x,
                        weight,
                        offset,
                        (long) rows,
                        (long) columns);
    }

    @Override
    public SelectiveScan selectiveScan(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
        NDArray a = decayLogarithm.exp().neg();
        return (u, delta, b, c, gate) -> {
            NDManager manager = u.getManager();
            try (NDManager scope = manager.newSubManager()) {
                NDArray biased = delta.add(deltaBias);
                biased.attach(scope);
                NDArray step = script.call(scope, "softplus", biased);
                NDArray y =
                        script.call(
                                gate.isPresent() ? scope : manager,
                                "selective_scan",
                                u,
                                step,
                                a,
                                b,
                                c,
                                skip);
                return gate.isPresent() ? script.call(manager, "gate", y, gate.get()) : y;
            }
        };
    }
}
