package org.mambascope.tensor.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.cpu.linear.BlasGemm;
import org.mambascope.tensor.cpu.linear.BlasGemm.Operand;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.lang.foreign.MemorySegment;

/**
 * Gradients of a linear layer y = x Wᵀ + b on the CPU, for x (…, K) and W (N, K): the library
 * multiplies, and rows are divided among the {@code WorkerPool}.
 *
 * @param inputs K
 * @param outputs N
 */
record LinearBackwardKernel(BlasGemm product, int inputs, int outputs) {
    /** Of x, from that of y. */
    NDArray ofInput(NDArray gradient, NDArray weight) {
        Shape shape = gradient.getShape();
        NDArray ofX =
                gradient.getManager()
                        .create(
                                shape.slice(0, shape.dimension() - 1).add(inputs),
                                DataType.FLOAT32);
        MemorySegment from = CpuMemory.memory(gradient);
        MemorySegment into = CpuMemory.memory(ofX);
        Operand w = Operand.fromRow(CpuMemory.memory(weight), 0, inputs);
        ParallelRows.run(
                RowView.count(gradient),
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
        MemorySegment from = CpuMemory.memory(gradient);
        MemorySegment into = CpuMemory.memory(ofW);
        Operand entering = Operand.fromRow(CpuMemory.memory(x), 0, inputs);
        ParallelRows.run(
                outputs,
                (first, end) ->
                        product.run(
                                end - first,
                                inputs,
                                RowView.count(gradient),
                                new Operand(from, first, outputs, true),
                                entering,
                                Operand.fromRow(into, first, inputs),
                                false));
        return ofW;
    }
}
