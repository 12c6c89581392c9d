package org.mambascope.tensor;

import static org.mambascope.tensor.DotProductCode.COLUMNS;
import static org.mambascope.tensor.DotProductCode.DEPTH;
import static org.mambascope.tensor.DotProductCode.ROWS;
import static org.mambascope.tensor.DotProductCode.VECTORS;
import static org.mambascope.tensor.HostFloats.EVERYWHERE;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.DotProductCode.Task;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A linear layer on codes by {@link DotProductCode}: rows are quantised to bytes that a cache still
 * holds when they are multiplied, and results are written once. Sums are 32-bit integers: exact
 * over all codes up to 65,000 inputs.
 */
final class DotProductLinear implements IntegerLinear {
    /** Rows quantised at once: their codes and a panel of weights stay in the nearest caches. */
    private static final int MOST_ROWS = 8 * ROWS;

    /** Columns of a panel. */
    private static final int PANEL = VECTORS * COLUMNS;

    private static final int ALIGNMENT = 64;

    private static final ThreadMemory SCRATCH = new ThreadMemory();

    private final DotProductCode code;
    private final LinearCodes layer;
    private final CodeKernel kernel;
    private final int steps;
    private final MemorySegment weights;
    private final MemorySegment sums;
    private final MemorySegment weightSteps;
    private final MemorySegment biases;

    DotProductLinear(DotProductCode code, LinearCodes layer) {
        this.code = code;
        this.layer = layer;
        kernel = new CodeKernel(layer, layer.grid().zeroPoints());
        IntegerWeights codes = layer.weights();
        steps = Math.ceilDiv(codes.inputs(), DEPTH);
        weights = pack(codes, steps);
        sums = padded(codes.sums());
        weightSteps = padded(codes.steps());
        biases = padded(layer.offsets());
    }

    /** For each panel of columns and step along the inputs, the bytes of each column together. */
    private static MemorySegment pack(IntegerWeights codes, int steps) {
        int columns = Math.ceilDiv(codes.outputs(), COLUMNS) * COLUMNS;
        MemorySegment packed = Arena.ofAuto().allocate((long) columns * steps * DEPTH, ALIGNMENT);
        for (int column = 0; column < codes.outputs(); column++) {
            int panel = column / PANEL;
            long width = Math.min(PANEL, columns - panel * PANEL);
            long start = (long) panel * PANEL * steps * DEPTH + (column % PANEL) * (long) DEPTH;
            for (int k = 0; k < codes.inputs(); k++) {
                packed.set(
                        JAVA_BYTE,
                        start + k / DEPTH * width * DEPTH + k % DEPTH,
                        codes.codes()[column * codes.inputs() + k]);
            }
        }
        return packed;
    }

    /** A whole vector can be read from every value on. */
    private static MemorySegment padded(float[] values) {
        MemorySegment memory =
                Arena.ofAuto().allocate(JAVA_FLOAT.scale(0, values.length + COLUMNS), ALIGNMENT);
        MemorySegment.copy(values, 0, memory, JAVA_FLOAT, 0, values.length);
        return memory;
    }

    @Override
    public NDArray apply(NDArray x) {
        Shape shape = IntegerKernels.requireInput(layer, x);
        int tokens = Math.toIntExact(shape.get(1));
        int rows = Math.toIntExact(shape.get(0) * tokens);
        NDArray y =
                x.getManager()
                        .create(
                                new Shape(shape.get(0), tokens, layer.weights().outputs()),
                                DataType.FLOAT32);
        MemorySegment from = HostFloats.memory(x);
        MemorySegment to = HostFloats.memory(y);
        RowParts.run(rows, (first, end) -> run(from, to, first, end, tokens));
        return y;
    }

    private void run(MemorySegment from, MemorySegment to, int first, int end, int tokens) {
        Scratch scratch = Scratch.ofThread(stride());
        int blocks = Math.ceilDiv(end - first, MOST_ROWS);
        int size = Math.ceilDiv(Math.ceilDiv(end - first, blocks), ROWS) * ROWS;
        for (int start = first; start < end; start += size) {
            int rows = Math.min(size, end - start);
            quantise(scratch, from, start, rows, tokens);
            multiply(scratch, to, start, rows);
        }
    }

    private void quantise(Scratch scratch, MemorySegment from, int first, int rows, int tokens) {
        int inputs = layer.weights().inputs();
        for (int i = 0; i < rows; i++) {
            int token = (first + i) % tokens;
            long source = from.address() + JAVA_FLOAT.scale(0, (long) (first + i) * inputs);
            kernel.quantiseToBytes(source, scratch.codes() + (long) i * stride(), token);
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
        int tiles = rows / ROWS;
        for (int column = 0; column < outputs; column += PANEL) {
            int width = Math.min(PANEL, outputs - column);
            int vectors = Math.ceilDiv(width, COLUMNS);
            long task = scratch.task();
            Task.CODES.set(task, scratch.codes());
            Task.CODES_STRIDE.set(task, stride());
            Task.WEIGHTS.set(task, weights.address() + (long) column * steps * DEPTH);
            Task.STEPS.set(task, steps);
            Task.RESULTS.set(
                    task, to.address() + JAVA_FLOAT.scale(0, (long) first * outputs + column));
            Task.RESULTS_STRIDE.set(task, JAVA_FLOAT.scale(0, outputs));
            Task.ROW_FACTORS.set(task, scratch.factors());
            Task.BIASES.set(task, scratch.biases());
            Task.BIAS_OFFSET.set(task, JAVA_FLOAT.scale(0, column));
            Task.COLUMN_SUMS.set(task, sums.address() + JAVA_FLOAT.scale(0, column));
            Task.WEIGHT_STEPS.set(task, weightSteps.address() + JAVA_FLOAT.scale(0, column));
            Task.MASK.set(task, 0xFFFF >> vectors * COLUMNS - width);
            if (tiles > 0) {
                Task.TILES.set(task, tiles);
                code.run(ROWS, vectors, task);
            }
            if (rows % ROWS > 0) {
                Task.TILES.set(task, 1);
                code.run(rows % ROWS, vectors, task);
            }
        }
    }

    /** Bytes of a row of codes; those beyond the inputs meet weights of zero. */
    private int stride() {
        return Math.ceilDiv(layer.weights().inputs(), ALIGNMENT) * ALIGNMENT;
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
