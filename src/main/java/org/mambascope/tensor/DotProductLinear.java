package org.mambascope.tensor;

import static org.mambascope.tensor.DotProductCode.ROWS;
import static org.mambascope.tensor.HostFloats.EVERYWHERE;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.DotProductCode.Instructions;
import org.mambascope.tensor.DotProductCode.Task;

import java.lang.foreign.MemorySegment;

/**
 * A linear layer on codes by {@link DotProductCode}: rows are quantised to bytes that a cache still
 * holds when they are multiplied, and results are written once. Sums are 32-bit integers: exact
 * over all codes up to 65,000 inputs.
 */
final class DotProductLinear implements IntegerLinear {
    /** Rows quantised at once: their codes and a panel of weights stay in the nearest caches. */
    private static final int MOST_ROWS = 8 * ROWS;

    private static final int ALIGNMENT = 64;

    private static final ThreadMemory SCRATCH = new ThreadMemory();

    private final DotProductCode code;
    private final LinearCodes layer;
    private final CodeKernel kernel;
    private final Instructions instructions;
    private final Panels panels;
    private final int stride;
    private final int steps;
    private final MemorySegment weights;
    private final MemorySegment sums;
    private final MemorySegment weightSteps;
    private final MemorySegment biases;

    DotProductLinear(DotProductCode code, LinearCodes layer) {
        this.code = code;
        this.layer = layer;
        kernel = new CodeKernel(layer, layer.grid().zeroPoints());
        instructions = code.instructions();
        IntegerWeights codes = layer.weights();
        panels =
                new Panels(
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
                Panels.memory((long) panels.padded() * steps * depth * instructions.codeBytes());
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
        HostRows from = HostRows.of(x);
        MemorySegment to = HostFloats.memory(y);
        RowParts.run(rows, (first, end) -> run(from, to, first, end, tokens));
        return y;
    }

    private void run(HostRows from, MemorySegment to, int first, int end, int tokens) {
        Scratch scratch = Scratch.ofThread(stride);
        int blocks = Math.ceilDiv(end - first, MOST_ROWS);
        int size = Math.ceilDiv(end - first, blocks);
        for (int start = first; start < end; start += size) {
            int rows = Math.min(size, end - start);
            quantise(scratch, from, start, rows, tokens);
            multiply(scratch, to, start, rows);
        }
    }

    private void quantise(Scratch scratch, HostRows from, int first, int rows, int tokens) {
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
                    Panels.tiles(
                            rows,
                            ROWS,
                            (height, count) -> {
                                Task.TILES.set(task, count);
                                code.run(panel.tile(height), task);
                            });
                });
    }

    @Override
    public Arithmetic arithmetic() {
        return Arithmetic.INTEGER;
    }

    /**
     * Where the current thread puts what a call is given.
     *
     * @param task address of the task; what is said of each row and codes follow
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
