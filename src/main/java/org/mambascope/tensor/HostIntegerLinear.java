package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.lang.foreign.MemorySegment;

/** A linear layer on codes for the CPU: libtorch multiplies, Java does what is around it. */
final class HostIntegerLinear implements IntegerLinear {
    private final LinearCodes layer;
    private final Arithmetic arithmetic;
    private final CodeKernel kernel;
    private final Product product;

    /** Codes (…, K) by the weights: (…, N), in a tensor of its own. */
    @FunctionalInterface
    interface Product {
        NDArray apply(NDManager owner, NDArray codes);
    }

    HostIntegerLinear(LinearCodes layer, Arithmetic arithmetic, Product product) {
        this.layer = layer;
        this.arithmetic = arithmetic;
        this.product = product;
        ActivationGrid grid = layer.grid();
        kernel =
                new CodeKernel(
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
        MemorySegment from = HostFloats.memory(x);
        MemorySegment to = HostFloats.memory(y);
        RowParts.run(
                rows,
                (first, end) -> {
                    Shape part = new Shape(1, (long) end - first, inputs);
                    try (NDArray codes = owner.create(part, DataType.FLOAT32)) {
                        kernel.quantise(from, HostFloats.memory(codes), first, end, tokens);
                        try (NDArray sums = product.apply(owner, codes)) {
                            kernel.finish(HostFloats.memory(sums), to, first, end, tokens);
                        }
                    }
                });
        return y;
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic;
    }
}
