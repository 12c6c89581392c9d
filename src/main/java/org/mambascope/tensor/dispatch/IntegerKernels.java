package org.mambascope.tensor.dispatch;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.ExactIntegerRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.cpu.jit.Int8GemmCode;
import org.mambascope.tensor.cpu.linear.Int8DotProductLinear;
import org.mambascope.tensor.cpu.linear.TorchInt8Linear;
import org.mambascope.tensor.cuda.CudaIntegerLinear;
import org.mambascope.tensor.torch.TorchScriptModule;
import org.mambascope.tensor.torch.TorchScriptObject;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Linear layers on whole-number codes, on one device: on the CPU by machine code of our own, or
 * where there is none by libtorch's quantised kernels with the rest in Java's Vector API; on CUDA
 * in TorchScript. Not safe for use by several threads at once.
 */
public final class IntegerKernels {
    private static final Map<Device, ExactIntegerRange> RANGES = new ConcurrentHashMap<>();

    private final NDManager manager;
    private final TorchScriptModule script;

    private IntegerKernels(NDManager manager) {
        this.manager = manager;
        script = TorchScriptModule.load(manager, "integers.torchscript", "Integers");
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
    public ExactIntegerRange range() {
        return RANGES.computeIfAbsent(
                manager.getDevice(), device -> ExactIntegerRange.examine(this::product));
    }

    /**
     * A layer.
     *
     * @throws IllegalArgumentException if integers are asked for where {@link #range} does not
     *     allow the layer's codes
     */
    public IntegerLinear linear(IntegerLinearParameters layer, IntegerArithmetic arithmetic) {
        if (arithmetic == IntegerArithmetic.INTEGER
                && !range().allows(layer.grid().largest(), layer.weights().largest())) {
            throw new IllegalArgumentException(range().sentence());
        }
        return build(manager, layer, arithmetic);
    }

    private IntegerLinear build(
            NDManager owner, IntegerLinearParameters layer, IntegerArithmetic arithmetic) {
        if (owner.getDevice().isGpu()) {
            return new CudaIntegerLinear(owner, script, layer, arithmetic);
        }
        if (arithmetic == IntegerArithmetic.INTEGER && Int8GemmCode.found().isPresent()) {
            return new Int8DotProductLinear(Int8GemmCode.found().get(), layer);
        }
        return byLibrary(owner, layer, arithmetic);
    }

    /** A layer on the CPU that libtorch multiplies. */
    public TorchInt8Linear byLibrary(
            NDManager owner, IntegerLinearParameters layer, IntegerArithmetic arithmetic) {
        return new TorchInt8Linear(layer, arithmetic, hostProduct(owner, layer, arithmetic));
    }

    private TorchInt8Linear.Product hostProduct(
            NDManager owner, IntegerLinearParameters layer, IntegerArithmetic arithmetic) {
        IntegerWeights weights = layer.weights();
        return switch (arithmetic) {
            case INTEGER -> {
                TorchScriptObject packed = pack(owner, weights);
                yield (to, codes) -> script.call(to, "packed_product", codes, packed);
            }
            case FLOATING -> {
                NDArray values = weights.floatingCodes(owner);
                yield (to, codes) -> script.call(to, "floating_product", codes, values);
            }
        };
    }

    private TorchScriptObject pack(NDManager owner, IntegerWeights weights) {
        try (NDManager scope = owner.newSubManager()) {
            return script.make(owner, "pack", weights.codes(scope));
        }
    }

    /** A layer on a grid of whole numbers gives the products themselves. */
    private float[] product(float[] activations, IntegerWeights weights) {
        try (NDManager scope = manager.newSubManager()) {
            ActivationQuantiser grid =
                    new ActivationQuantiser(new float[] {1}, new float[] {0}, Optional.empty(), 8);
            IntegerLinearParameters layer =
                    new IntegerLinearParameters(weights, grid, Optional.empty());
            int rows = activations.length / weights.inputs();
            NDArray x = scope.create(activations, new Shape(1, rows, weights.inputs()));
            return build(scope, layer, IntegerArithmetic.INTEGER).apply(x).toFloatArray();
        }
    }
}
