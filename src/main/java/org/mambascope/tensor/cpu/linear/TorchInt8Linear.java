package org.mambascope.tensor.cpu.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.lang.foreign.MemorySegment;

/** A linear layer on codes for the CPU: libtorch multiplies, Java does what is around it. */
public final class TorchInt8Linear implements IntegerLinear {
    private final IntegerLinearParameters layer;
    private final IntegerArithmetic arithmetic;
    private final RequantiseKernel kernel;
    private final Product product;

    /** Codes (…, K) by the weights: (…, N), in a tensor of its own. */
    @FunctionalInterface
    public interface Product {
        NDArray apply(NDManager owner, NDArray codes);
    }

    public TorchInt8Linear(
            IntegerLinearParameters layer, IntegerArithmetic arithmetic, Product product) {
        this.layer = layer;
        this.arithmetic = arithmetic;
        this.product = product;
        ActivationQuantiser grid = layer.grid();
        kernel =
                new RequantiseKernel(
                        layer,
                        switch (arithmetic) {
                            case INTEGER -> grid.zeroPoints();
                            case FLOATING -> new float[grid.tokens()];
                        });
    }

    @Override
    public NDArray apply(NDArray x) {
        Shape shape = layer.requireInput(ChannelRange.whole(x));
        int tokens = Math.toIntExact(shape.get(1));
        int rows = Math.toIntExact(shape.get(0) * tokens);
        int inputs = layer.weights().inputs();
        NDManager owner = x.getManager();
        NDArray y =
                owner.create(
                        new Shape(shape.get(0), tokens, layer.weights().outputs()),
                        DataType.FLOAT32);
        MemorySegment from = CpuMemory.memory(x);
        MemorySegment to = CpuMemory.memory(y);
        ParallelRows.run(
                rows,
                (first, end) -> {
                    Shape part = new Shape(1, (long) end - first, inputs);
                    try (NDArray codes = owner.create(part, DataType.FLOAT32)) {
                        kernel.quantise(from, CpuMemory.memory(codes), first, end, tokens);
                        try (NDArray sums = product.apply(owner, codes)) {
                            kernel.finish(CpuMemory.memory(sums), to, first, end, tokens);
                        }
                    }
                });
        return y;
    }

    @Override
    public IntegerArithmetic arithmetic() {
        return arithmetic;
    }
}
