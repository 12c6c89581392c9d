package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;

import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.DepthwiseConvolution;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;
import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;

/** Kernels in TorchScript: they run on every device that libtorch knows. */
public class TorchScriptKernels implements Kernels {
    private final TorchScriptModule script;

    public TorchScriptKernels(NDManager manager) {
        script = TorchScriptModule.load(manager, "kernels.torchscript", "Kernels");
    }

    @Override
    public NDArray linear(NDArray x, NDArray weight, Optional<NDArray> bias) {
        NDList y = Linear.linear(x, weight, bias.orElse(null));
        return y.singletonOrThrow();
    }

    @Override
    public NDArray rootMeanSquareNorm(NDArray x, NDArray weight, double epsilon) {
        return call(x.getManager(), "rms_norm", x, weight, epsilon);
    }

    @Override
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return call(x.getManager(), "layer_norm", x, weight, bias, epsilon);
    }

    @Override
    public NDArray average(NDArray x, NDArray y) {
        return call(x.getManager(), "average", x, y);
    }

    @Override
    public NDArray rotate(NDArray x, NDArray cosine, NDArray sine) {
        return call(x.getManager(), "rotate", x, cosine, sine);
    }

    @Override
    public NDArray tokensAt(NDArray x, NDArray positions) {
        return call(x.getManager(), "tokens_at", x, positions);
    }

    @Override
    public NDArray resizeBicubic(NDArray grid, long rows, long columns) {
        return call(grid.getManager(), "resize_bicubic", grid, rows, columns);
    }

    @Override
    public PatchConvolution patchConvolution(NDArray weight, NDArray bias, int stride, int margin) {
        return new TorchPatchConvolution(
                planes ->
                        ChannelBlocks.convolve(
                                planes,
                                weight,
                                bias,
                                (x, w, b) ->
                                        call(
                                                planes.getManager(),
                                                "convolution",
                                                x,
                                                w,
                                                b,
                                                (long) stride,
                                                (long) margin)));
    }

    @Override
    public CausalConvolution causalConvolution(NDArray weight, Optional<NDArray> bias) {
        NDArray offset =
                bias.orElseGet(
                        () -> weight.getManager().zeros(new Shape(weight.getShape().get(0))));
        return x -> call(x.getManager(), "causal_convolution", x, weight, offset);
    }

    @Override
    public DepthwiseConvolution depthwiseConvolution(NDArray weight, Optional<NDArray> bias) {
        NDArray offset =
                bias.orElseGet(
                        () -> weight.getManager().zeros(new Shape(weight.getShape().get(0))));
        return (x, rows, columns) ->
                call(
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
        return (u, delta, b, c, gate) -> {
            NDManager manager = u.getManager();
            try (NDManager scope = manager.newSubManager()) {
                NDArray y =
                        call(
                                gate.isPresent() ? scope : manager,
                                "selective_scan",
                                u,
                                delta,
                                decayLogarithm,
                                b,
                                c,
                                skip,
                                deltaBias);
                return gate.isPresent() ? call(manager, "gate", y, gate.get()) : y;
            }
        };
    }

    /** Calls a function in TorchScript. */
    public NDArray call(NDManager owner, String function, Object... arguments) {
        return script.call(owner, function, arguments);
    }

    /** The functions behind these kernels. */
    public TorchScriptModule script() {
        return script;
    }
}
