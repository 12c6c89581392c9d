package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;

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
        Shape shape = IntegerKernels.requireInput(layer, x);
        int tokens = Math.toIntExact(shape.get(1));
        int rows = Math.toIntExact(shape.get(0) * tokens);
        try (NDArray codes = x.getManager().create(shape, DataType.FLOAT32)) {
            kernel.quantise(memory(x), memory(codes), rows, tokens);
            NDArray y = product.apply(x.getManager(), codes);
            kernel.finish(memory(y), rows, tokens);
            return y;
        }
    }

    private static MemorySegment memory(NDArray tensor) {
        return MemorySegment.ofBuffer(((PtNDArray) tensor).toByteBuffer(true));
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic;
    }
}
