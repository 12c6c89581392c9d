package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.MatrixProduct.Operand;

import java.lang.foreign.MemorySegment;

/**
 * Gradients of a linear layer y = x Wᵀ + b on the CPU, for x (…, K) and W (N, K): the library
 * multiplies, and rows are divided among the {@link Crew}.
 *
 * @param inputs K
 * @param outputs N
 */
record LinearGradients(MatrixProduct product, int inputs, int outputs) {
    /** Of x, from that of y. */
    NDArray ofInput(NDArray gradient, NDArray weight) {
        Shape shape = gradient.getShape();
        NDArray ofX =
                gradient.getManager()
                        .create(
                                shape.slice(0, shape.dimension() - 1).add(inputs),
                                DataType.FLOAT32);
        MemorySegment from = HostFloats.memory(gradient);
        MemorySegment into = HostFloats.memory(ofX);
        Operand w = Operand.fromRow(HostFloats.memory(weight), 0, inputs);
        RowParts.run(
                HostRows.count(gradient),
                (first, end) ->
                        product.run(
                                end - first,
                                inputs,
                                outputs,
                                Operand.fromRow(from, first, outputs),
                                w,
                                Operand.fromRow(into, first, inputs),
                                false));
        return ofX;
    }

    /** Of W, from that of y. */
    NDArray ofWeight(NDArray gradient, NDArray x) {
        NDManager scope = gradient.getManager();
        NDArray ofW = scope.create(new Shape(outputs, inputs), DataType.FLOAT32);
        MemorySegment from = HostFloats.memory(gradient);
        MemorySegment into = HostFloats.memory(ofW);
        Operand entering = Operand.fromRow(HostFloats.memory(x), 0, inputs);
        RowParts.run(
                outputs,
                (first, end) ->
                        product.run(
                                end - first,
                                inputs,
                                HostRows.count(gradient),
                                new Operand(from, first, outputs, true),
                                entering,
                                Operand.fromRow(into, first, inputs),
                                false));
        return ofW;
    }
}
