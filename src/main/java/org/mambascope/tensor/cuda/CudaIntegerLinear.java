package org.mambascope.tensor.cuda;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ActivationQuantiser;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.torch.TorchScriptModule;

import java.nio.ByteBuffer;

/**
 * A linear layer on codes in TorchScript, for CUDA. Its integer product takes signed bytes, so
 * codes are shifted by 128, and weights are padded to multiples of 8.
 */
public final class CudaIntegerLinear implements IntegerLinear {
    private static final int SHIFT = 128;
    private static final int MULTIPLE = 8;

    private final TorchScriptModule script;
    private final IntegerLinearParameters layer;
    private final IntegerArithmetic arithmetic;
    private final NDArray divisors;
    private final NDArray lowest;
    private final NDArray highest;
    private final NDArray shifts;
    private final NDArray weight;
    private final NDArray zeros;
    private final NDArray scales;
    private final NDArray bias;

    /** A layer whose constants belong to this manager. */
    public CudaIntegerLinear(
            NDManager manager,
            TorchScriptModule script,
            IntegerLinearParameters layer,
            IntegerArithmetic arithmetic) {
        this.script = script;
        this.layer = layer;
        this.arithmetic = arithmetic;
        IntegerWeights weights = layer.weights();
        ActivationQuantiser grid = layer.grid();
        Shape column = new Shape(grid.tokens(), 1);
        Shape row = new Shape(1, weights.outputs());
        weight =
                switch (arithmetic) {
                    case INTEGER -> paddedCodes(manager, weights);
                    case FLOATING -> weights.floatingCodes(manager);
                };
        bias = manager.create(layer.offsets(), new Shape(layer.biasRows(), weights.outputs()));
        try (NDManager scope = manager.newSubManager()) {
            NDArray smoothing = scope.create(grid.smoothing(weights.inputs()));
            NDArray zeroPoints = scope.create(grid.zeroPoints(), column);
            NDArray steps = scope.create(grid.steps(), column);
            NDArray sums = scope.create(weights.sums(), row).toType(DataType.INT32, false);
            divisors = owned(manager, steps.mul(smoothing));
            lowest = owned(manager, zeroPoints.neg());
            highest = owned(manager, lowest.add(grid.largest()));
            shifts =
                    owned(
                            manager,
                            switch (arithmetic) {
                                case INTEGER -> zeroPoints.sub(SHIFT);
                                case FLOATING -> zeroPoints.zerosLike();
                            });
            zeros = owned(manager, shifts.toType(DataType.INT32, false).mul(sums));
            scales = owned(manager, steps.mul(scope.create(weights.steps(), row)));
        }
    }

    private static NDArray owned(NDManager manager, NDArray tensor) {
        tensor.attach(manager);
        return tensor;
    }

    private static NDArray paddedCodes(NDManager manager, IntegerWeights weights) {
        int rows = Math.ceilDiv(weights.outputs(), MULTIPLE) * MULTIPLE;
        int columns = Math.ceilDiv(weights.inputs(), MULTIPLE) * MULTIPLE;
        ByteBuffer padded = ByteBuffer.allocateDirect(rows * columns);
        for (int output = 0; output < weights.outputs(); output++) {
            padded.put(
                    output * columns, weights.codes(), output * weights.inputs(), weights.inputs());
        }
        return manager.create(padded, new Shape(rows, columns), DataType.INT8);
    }

    @Override
    public NDArray apply(NDArray x) {
        layer.requireInput(ChannelRange.whole(x));
        long outputs = layer.weights().outputs();
        try (NDManager scope = x.getManager().newSubManager()) {
            NDArray codes = script.call(scope, "quantise", x, divisors, lowest, highest, shifts);
            NDArray product =
                    switch (arithmetic) {
                        case INTEGER -> script.call(scope, "byte_product", codes, weight, outputs);
                        case FLOATING -> script.call(scope, "floating_product", codes, weight);
                    };
            return script.call(x.getManager(), "finish", product, zeros, scales, bias);
        }
    }

    @Override
    public IntegerArithmetic arithmetic() {
        return arithmetic;
    }
}
