package org.mambascope.tensor.cpu.linear;

import static org.mambascope.tensor.cpu.jit.Int8GemmCode.ROWS;
import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.IntegerArithmetic;
import org.mambascope.tensor.IntegerLinear;
import org.mambascope.tensor.IntegerLinearParameters;
import org.mambascope.tensor.IntegerWeights;
import org.mambascope.tensor.cpu.jit.Int8GemmCode;
import org.mambascope.tensor.cpu.jit.Int8GemmCode.Instructions;
import org.mambascope.tensor.cpu.jit.Int8GemmCode.Task;
import org.mambascope.tensor.cpu.jit.PanelLayout;
import org.mambascope.tensor.cpu.thread.ParallelRows;
import org.mambascope.tensor.cpu.thread.ThreadScratch;
import org.mambascope.tensor.cpu.vector.CpuMemory;
import org.mambascope.tensor.cpu.vector.RowView;

import java.lang.foreign.MemorySegment;

/**
 * A linear layer on codes by {@link Int8GemmCode}: rows are quantised to bytes that a cache still
 * holds when they are multiplied, and results are written once. Sums are 32-bit integers: exact
 * over all codes up to 65,000 inputs.
 */
public final class Int8DotProductLinear implements IntegerLinear {
    /** Rows quantised at once: their codes and a panel of weights stay in the nearest caches. */
    private static final int MOST_ROWS = 8 * ROWS;

    private static final int ALIGNMENT = 64;

    private static final ThreadScratch SCRATCH = new ThreadScratch();

    private final Int8GemmCode code;
    private final IntegerLinearParameters layer;
    private final RequantiseKernel kernel;
    private final Instructions instructions;
    private final PanelLayout panels;
    private final int stride;
    private final int steps;
    private final MemorySegment weights;
    private final MemorySegment sums;
    private final MemorySegment weightSteps;
    private final MemorySegment biases;

    public Int8DotProductLinear(Int8GemmCode code, IntegerLinearParameters layer) {
        this.code = code;
        this.layer = layer;
        kernel = new RequantiseKernel(layer, layer.grid().zeroPoints());
        instructions = code.instructions();
        IntegerWeights codes = layer.weights();
        panels =
                new PanelLayout(
                        instructions.columns(),
                        instructions.vectors(),
                        codes.inputs(),
                        codes.outputs());
        steps = Math.ceilDiv(codes.inputs(), instructions.depth());
        stride = Math.ceilDiv(codes.inputs() * instructions.codeBytes(), ALIGNMENT) * ALIGNMENT;
        weights = pack(codes);
        sums = panels.readable(codes.sums());
        weightSteps = panels.readable(codes.steps());
        biases = panels.readable(layer.offsets());
    }

    /** For each panel of columns and step along the inputs, the codes of each column together. */
    private MemorySegment pack(IntegerWeights codes) {
        int depth = instructions.depth();
        MemorySegment packed =
                PanelLayout.memory(
                        (long) panels.padded() * steps * depth * instructions.codeBytes());
        for (int column = 0; column < codes.outputs(); column++) {
            for (int k = 0; k < codes.inputs(); k++) {
                long at = panels.at(column, steps, k / depth) * depth + k % depth;
                byte value = codes.codes()[column * codes.inputs() + k];
                if (instructions.codeBytes() == Byte.BYTES) {
                    packed.set(JAVA_BYTE, at, value);
                } else {
                    packed.setAtIndex(JAVA_SHORT, at, value);
                }
            }
        }
        return packed;
    }

    @Override
    public NDArray apply(NDArray x) {
        return apply(ChannelRange.whole(x));
    }

    @Override
    public NDArray apply(ChannelRange x) {
        Shape shape = layer.requireInput(x);
        int tokens = Math.toIntExact(shape.get(1));
        int rows = Math.toIntExact(shape.get(0) * tokens);
        NDArray y =
                x.tensor()
                        .getManager()
                        .create(
                                new Shape(shape.get(0), tokens, layer.weights().outputs()),
                                DataType.FLOAT32);
        RowView from = RowView.of(x);
        MemorySegment to = CpuMemory.memory(y);
        ParallelRows.run(rows, (first, end) -> run(from, to, first, end, tokens));
        return y;
    }

    private void run(RowView from, MemorySegment to, int first, int end, int tokens) {
        Scratch scratch = Scratch.ofThread(stride);
        int blocks = Math.ceilDiv(end - first, MOST_ROWS);
        int size = Math.ceilDiv(end - first, blocks);
        for (int start = first; start < end; start += size) {
            int rows = Math.min(size, end - start);
            quantise(scratch, from, start, rows, tokens);
            multiply(scratch, to, start, rows);
        }
    }

    private void quantise(Scratch scratch, RowView from, int first, int rows, int tokens) {
        for (int i = 0; i < rows; i++) {
            int token = (first + i) % tokens;
            long source = from.address(first + i);
            long target = scratch.codes() + (long) i * stride;
            if (instructions.codeBytes() == Byte.BYTES) {
                kernel.quantiseToBytes(source, target, token);
            } else {
                kernel.quantiseToShorts(source, target, token);
            }
            int biasRow = token % layer.biasRows();
            scratch.row(
                    i,
                    kernel.step(token),
                    kernel.shift(token),
                    biases.address()
                            + JAVA_FLOAT.scale(0, (long) biasRow * layer.weights().outputs()));
        }
    }

    private void multiply(Scratch scratch, MemorySegment to, int first, int rows) {
        int outputs = layer.weights().outputs();
        long task = scratch.task();
        Task.CODES_STRIDE.set(task, stride);
        Task.STEPS.set(task, steps);
        Task.RESULTS_STRIDE.set(task, JAVA_FLOAT.scale(0, outputs));
        panels.each(
                panel -> {
                    long offset = JAVA_FLOAT.scale(0, panel.first());
                    Task.CODES.set(task, scratch.codes());
                    Task.WEIGHTS.set(
                            task,
                            weights.address()
                                    + (long) panel.first()
                                            * steps
                                            * instructions.depth()
                                            * instructions.codeBytes());
                    Task.RESULTS.set(
                            task,
                            to.address() + JAVA_FLOAT.scale(0, (long) first * outputs) + offset);
                    Task.ROW_FACTORS.set(task, scratch.factors());
                    Task.BIASES.set(task, scratch.biases());
                    Task.BIAS_OFFSET.set(task, offset);
                    Task.COLUMN_SUMS.set(task, sums.address() + offset);
                    Task.WEIGHT_STEPS.set(task, weightSteps.address() + offset);
                    Task.MASK.set(task, panels.mask(panel));
                    PanelLayout.tiles(
                            rows,
                            ROWS,
                            (height, count) -> {
                                Task.TILES.set(task, count);
                                code.run(panel.tile(height), task);
                            });
                });
    }

    @Override
    public IntegerArithmetic arithmetic() {
        return IntegerArithmetic.INTEGER;
    }

    /**
     * Memory of the current thread for the arguments of a call.
     *
     * @param task address of the task; row parameters and codes follow
     */
    private record Scratch(long task) {
        private static final int TASK_BYTES = 2 * ALIGNMENT;
        private static final int ROWS_BYTES = MOST_ROWS * Long.BYTES;

        /** Room for rows of so many codes. */
        static Scratch ofThread(int stride) {
            long bytes = TASK_BYTES + 2L * ROWS_BYTES + (long) MOST_ROWS * stride;
            return new Scratch(SCRATCH.ofThread(bytes).address());
        }

        long factors() {
            return task + TASK_BYTES;
        }

        long biases() {
            return factors() + ROWS_BYTES;
        }

        long codes() {
            return biases() + ROWS_BYTES;
        }

        void row(int row, float step, float shift, long bias) {
            long at = (long) row * Long.BYTES;
            EVERYWHERE.set(JAVA_FLOAT, factors() + at, step);
            EVERYWHERE.set(JAVA_FLOAT, factors() + at + Float.BYTES, shift);
            EVERYWHERE.set(JAVA_LONG, biases() + at, bias);
        }
    }
}
