package org.mambascope.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Linear layers on whole-number codes, on one device: on the CPU by machine code of our own, or
 * where there is none by libtorch's quantised kernels with the rest in Java's Vector API; on CUDA
 * in TorchScript. Not safe for use by several threads at once.
 */
public final class IntegerKernels {
    private static final Map<Device, IntegerRange> RANGES = new ConcurrentHashMap<>();

    private final NDManager manager;
    private final ScriptModule script;

    private IntegerKernels(NDManager manager) {
        this.manager = manager;
        script = ScriptModule.load(manager, "integers.torchscript", "Integers");
    }

    /**
     * Kernels for a manager's device.
     *
     * @param manager owner of what the layers keep
     */
    public static IntegerKernels on(NDManager manager) {
        return new IntegerKernels(manager);
    }

    /**
     * Over which codes this device multiplies integers exactly; tested once, in a fraction of a
     * second.
     */
    public IntegerRange range() {
        return RANGES.computeIfAbsent(
                manager.getDevice(), device -> IntegerRange.examine(this::product));
    }

    /**
     * A layer.
     *
     * @throws IllegalArgumentException if integers are asked for where {@link #range} does not
     *     allow the layer's codes
     */
    public IntegerLinear linear(LinearCodes layer, Arithmetic arithmetic) {
        if (arithmetic == Arithmetic.INTEGER
                && !range().allows(layer.grid().largest(), layer.weights().largest())) {
            throw new IllegalArgumentException(range().sentence());
        }
        return build(manager, layer, arithmetic);
    }

    private IntegerLinear build(NDManager owner, LinearCodes layer, Arithmetic arithmetic) {
        if (owner.getDevice().isGpu()) {
            return new ScriptIntegerLinear(owner, script, layer, arithmetic);
        }
        if (arithmetic == Arithmetic.INTEGER && DotProductCode.found().isPresent()) {
            return new DotProductLinear(DotProductCode.found().get(), layer);
        }
        return byLibrary(owner, layer, arithmetic);
    }

    /** A layer on the CPU that libtorch multiplies. */
    HostIntegerLinear byLibrary(NDManager owner, LinearCodes layer, Arithmetic arithmetic) {
        return new HostIntegerLinear(layer, arithmetic, hostProduct(owner, layer, arithmetic));
    }

    private HostIntegerLinear.Product hostProduct(
            NDManager owner, LinearCodes layer, Arithmetic arithmetic) {
        IntegerWeights weights = layer.weights();
        return switch (arithmetic) {
            case INTEGER -> {
                ScriptObject packed = pack(owner, weights);
                yield (to, codes) -> script.call(to, "packed_product", codes, packed);
            }
            case FLOATING -> {
                NDArray values = weights.floatingCodes(owner);
                yield (to, codes) -> script.call(to, "floating_product", codes, values);
            }
        };
    }

    private ScriptObject pack(NDManager owner, IntegerWeights weights) {
        try (NDManager scope = owner.newSubManager()) {
            return script.make(owner, "pack", weights.codes(scope));
        }
    }

    /** A layer on a grid of whole numbers gives the products themselves. */
    private float[] product(float[] activations, IntegerWeights weights) {
        try (NDManager scope = manager.newSubManager()) {
            ActivationGrid grid =
                    new ActivationGrid(new float[] {1}, new float[] {0}, Optional.empty(), 8);
            LinearCodes layer = new LinearCodes(weights, grid, Optional.empty());
            int rows = activations.length / weights.inputs();
            NDArray x = scope.create(activations, new Shape(1, rows, weights.inputs()));
            return build(scope, layer, Arithmetic.INTEGER).apply(x).toFloatArray();
        }
    }
}
