package org.mambascope.tensor.dispatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

import org.mambascope.tensor.cpu.fakequant.FakeQuantKernel;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;
import org.mambascope.tensor.gradient.DifferentiableKernels;
import org.mambascope.tensor.gradient.GradientTape;
import org.mambascope.tensor.torch.TorchScriptModule;

import java.util.List;
import java.util.Optional;

/**
 * Simulated quantisation and the losses that it is learned by, on any device. While a {@link
 * GradientTape} is open gradients flow: rounding counts as the identity, and clamped values pass
 * nothing.
 */
public final class FakeQuantisation {
    private final TorchScriptModule script;
    private final Optional<DifferentiableKernels> kernels;

    /**
     * Quantisers for a manager's device.
     *
     * @param manager owner of what they keep
     */
    public FakeQuantisation(NDManager manager) {
        this(manager, Optional.empty());
    }

    /**
     * Quantisers whose gradients are found together with those of kernels.
     *
     * @param manager owner of what they keep
     */
    public FakeQuantisation(NDManager manager, DifferentiableKernels kernels) {
        this(manager, Optional.of(kernels));
    }

    private FakeQuantisation(NDManager manager, Optional<DifferentiableKernels> kernels) {
        this.kernels = kernels;
        script = TorchScriptModule.load(manager, "quantisers.torchscript", "Quantisers");
    }

    /**
     * (q − zero) · step with q = clamp(round(x / smooth / step) + zero, 0, top).
     *
     * @param x (images, tokens, K)
     * @param smooth (K), or a single 1
     * @param step (1, 1) or (tokens, 1)
     * @param zero as step, whole numbers
     * @param top the largest code, a single value
     */
    public NDArray activations(NDArray x, NDArray smooth, NDArray step, NDArray zero, NDArray top) {
        boolean onHost = !x.getDevice().isGpu() && x.getDataType() == DataType.FLOAT32;
        List<NDArray> inputs = List.of(x, smooth, step, zero);
        if (onHost && kernels.isPresent() && kernels.get().isRecording()) {
            return kernels.get()
                    .record(rounded(x, smooth, step, zero, top), inputs, back(inputs, top));
        }
        if (onHost && (!JniUtils.isGradMode() || !script.test("require_gradients", inputs))) {
            return rounded(x, smooth, step, zero, top);
        }
        return script.callInGraph(x.getManager(), "activations", x, smooth, step, zero, top);
    }

    private static NDArray rounded(
            NDArray x, NDArray smooth, NDArray step, NDArray zero, NDArray top) {
        NDArray y = x.getManager().create(x.getShape(), DataType.FLOAT32);
        kernel(x, smooth, step, zero, top).run(RowView.count(x), RowView.of(x), RowView.of(y));
        return y;
    }

    private static GradientTape.Backward back(List<NDArray> inputs, NDArray top) {
        NDArray x = inputs.get(0);
        NDArray smooth = inputs.get(1);
        NDArray step = inputs.get(2);
        FakeQuantKernel kernel = kernel(x, smooth, step, inputs.get(3), top);
        return (gradient, kept) -> {
            NDManager scope = gradient.getManager();
            NDArray ofX = scope.create(gradient.getShape(), DataType.FLOAT32);
            FakeQuantKernel.Gradients sums =
                    kernel.back(
                            RowView.count(gradient),
                            RowView.of(kept.getFirst()),
                            RowView.of(gradient),
                            RowView.of(ofX));
            return List.of(
                    ofX,
                    ofScale(scope, smooth, sums.smooth()),
                    CpuMemory.write(scope, step.getShape(), sums.steps()),
                    CpuMemory.write(scope, step.getShape(), sums.zeros()));
        };
    }

    private static FakeQuantKernel kernel(
            NDArray x, NDArray smooth, NDArray step, NDArray zero, NDArray top) {
        Shape shape = x.getShape();
        return new FakeQuantKernel(
                Math.toIntExact(shape.tail()),
                Math.toIntExact(shape.get(shape.dimension() - 2)),
                CpuMemory.read(smooth),
                CpuMemory.read(step),
                CpuMemory.read(zero),
                top.getFloat());
    }

    private static NDArray ofScale(NDManager scope, NDArray smooth, float[] byChannel) {
        if (smooth.size() == byChannel.length) {
            return CpuMemory.write(scope, smooth.getShape(), byChannel);
        }
        float sum = 0;
        for (float value : byChannel) {
            sum += value;
        }
        return CpuMemory.write(scope, smooth.getShape(), new float[] {sum});
    }

    /**
     * A parameter as the computation in this thread is to read it, that learning may give the same
     * bits every time however many threads take part; itself where nothing is recorded.
     */
    public NDArray parameter(NDArray values) {
        return kernels.map(each -> each.parameter(values)).orElse(values);
    }

    /** Each value times e to the power of its logarithm. */
    public NDArray scaled(NDManager owner, NDArray values, NDArray logarithms) {
        return script.callInGraph(owner, "scaled", values, logarithms);
    }

    /** The nearest whole numbers from 0 to {@code top}. */
    public NDArray whole(NDManager owner, NDArray x, NDArray top) {
        return script.callInGraph(owner, "whole", x, top);
    }

    /** As {@link #activations} with each token's own step and zero point. */
    public NDArray tokens(NDArray x, NDArray smooth, NDArray top) {
        return script.callInGraph(x.getManager(), "tokens", x, smooth, top);
    }

    /**
     * q · step with q = clamp(round(weight · smooth / step), −top, top).
     *
     * @param weight (N, K)
     * @param smooth (K), or a single 1
     * @param step (N, 1)
     * @param top the largest code, a single value
     * @return owned by the manager of {@code owner}
     */
    public NDArray weights(
            NDManager owner, NDArray weight, NDArray smooth, NDArray step, NDArray top) {
        return script.callInGraph(owner, "weights", weight, smooth, step, top);
    }

    /**
     * Σ over images and tokens of 1 − cosine similarity over channels, times {@code share}.
     *
     * @param y (images, tokens, channels), as {@code target}
     * @param share a single value
     */
    public NDArray cosineDistance(NDArray y, NDArray target, NDArray share) {
        return script.callInGraph(y.getManager(), "cosine_distance", y, target, share);
    }

    /** As {@link #cosineDistance} of |y − target|² / |target|². */
    public NDArray relativeError(NDArray y, NDArray target, NDArray share) {
        return script.callInGraph(y.getManager(), "relative_error", y, target, share);
    }
}
