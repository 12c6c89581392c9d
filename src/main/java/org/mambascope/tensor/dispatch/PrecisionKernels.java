package org.mambascope.tensor.dispatch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Precision;
import org.mambascope.tensor.PrecisionLinear;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.torch.TorchScriptModule;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Linear layers in 32- and 16-bit floating point, on one device. Where the device has no fast
 * kernel for a format, numbers are rounded to it and computed in 32 bits: the same result up to the
 * order of sums, without the speed. Not safe for use by several threads at once.
 */
public final class PrecisionKernels {
    private final NDManager manager;
    private final TorchScriptModule script;

    private PrecisionKernels(NDManager manager) {
        this.manager = manager;
        script = TorchScriptModule.load(manager, "precisions.torchscript", "Precisions");
    }

    /**
     * Kernels for a manager's device.
     *
     * @param manager owner of what the layers keep
     */
    public static PrecisionKernels on(NDManager manager) {
        return new PrecisionKernels(manager);
    }

    /**
     * Returns true if this device computes in a format, rather than rounding to it: CUDA in all, a
     * CPU in fp32, and in bf16 if it has instructions for it and a test, done once, finds them
     * right and fast.
     */
    public boolean isNative(Precision precision) {
        return switch (precision) {
            case FP32 -> true;
            case FP16 -> manager.getDevice().isGpu();
            case BF16 -> manager.getDevice().isGpu() || Bf16Probe.passes(this);
        };
    }

    /** Tells the user how this device computes in a format. */
    public String describe(Precision precision) {
        return isNative(precision)
                ? "computed in " + precision.label()
                : "rounded to %s, computed in fp32: no fast kernel here"
                        .formatted(precision.label());
    }

    /** Returns true if all values are finite. */
    public boolean areFinite(NDArray values) {
        return script.test("finite", values);
    }

    /**
     * A layer.
     *
     * @param weight (N, K), 32-bit floats
     * @param bias (N); empty for none
     */
    public PrecisionLinear linear(NDArray weight, Optional<NDArray> bias, Precision precision) {
        return isNative(precision)
                ? computed(manager, weight, bias, precision)
                : rounded(manager, weight, bias, precision);
    }

    /** A layer that is computed in the format, fast or not. */
    PrecisionLinear computed(
            NDManager owner, NDArray weight, Optional<NDArray> bias, Precision precision) {
        return layer("native_linear", "cast", owner, weight, bias, precision);
    }

    /** A layer that is computed in 32 bits, with numbers rounded to the format. */
    public PrecisionLinear rounded(
            NDManager owner, NDArray weight, Optional<NDArray> bias, Precision precision) {
        return layer("rounded_linear", "rounded", owner, weight, bias, precision);
    }

    private PrecisionLinear layer(
            String function,
            String conversion,
            NDManager owner,
            NDArray weight,
            Optional<NDArray> bias,
            Precision precision) {
        long type = precision.type();
        NDArray w = script.call(owner, conversion, weight, type);
        NDArray offset = bias.orElseGet(() -> owner.zeros(new Shape(weight.getShape().get(0))));
        NDArray b = script.call(owner, conversion, offset, type);
        PrecisionLinear whole = x -> script.call(x.getManager(), function, x, w, b, type);
        return owner.getDevice().isGpu() ? whole : x -> inRows(x, whole);
    }

    private static NDArray inRows(NDArray x, PrecisionLinear layer) {
        Shape shape = x.getShape();
        int rows = Math.toIntExact(x.size() / shape.tail());
        NDArray matrix = x.reshape(rows, shape.tail());
        Map<Integer, NDArray> parts = new ConcurrentSkipListMap<>();
        ParallelRows.run(
                rows,
                (first, end) -> {
                    try (NDArray some = matrix.get(new NDIndex().addSliceDim(first, end))) {
                        parts.put(first, layer.apply(some));
                    }
                });
        NDArray y = NDArrays.concat(new NDList(parts.values()));
        parts.values().forEach(NDArray::close);
        return y.reshape(shape.slice(0, shape.dimension() - 1).add(y.getShape().tail()));
    }
}
