package org.mambascope.tensor;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.FloatProductCode.Instructions;
import org.mambascope.tensor.FloatProductCode.Task;
import org.mambascope.tensor.MatrixProduct.Operand;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/**
 * Weights laid out once as {@link FloatProductCode} reads them: panels of columns, in each the
 * columns' weights of one input after the other. Rows are divided into tiles as even as can be.
 */
final class PackedWeights implements WeightProduct {
    private static final int ALIGNMENT = 64;

    private static final ThreadMemory TASK = new ThreadMemory();

    private final FloatProductCode code;
    private final int most;
    private final int columns;
    private final int panel;
    private final int inputs;
    private final int outputs;
    private final MemorySegment weights;
    private final MemorySegment bias;
    private final MemorySegment zeros;
    private final MemorySegment masks;

    /**
     * A copy of a layer's weights.
     *
     * @param weight (N, …), K values for each of N outputs
     * @param bias (N)
     */
    PackedWeights(FloatProductCode code, NDArray weight, Optional<NDArray> bias) {
        this(
                code,
                Math.toIntExact(weight.getShape().get(0)),
                HostFloats.read(weight),
                bias.map(HostFloats::read));
    }

    /**
     * A layer's weights.
     *
     * @param outputs N
     * @param weight K values for each output
     * @param bias one for each output
     */
    PackedWeights(FloatProductCode code, int outputs, float[] weight, Optional<float[]> bias) {
        this.code = code;
        this.outputs = outputs;
        inputs = weight.length / outputs;
        Instructions instructions = code.instructions();
        most = instructions.rows();
        columns = instructions.columns();
        panel = FloatProductCode.VECTORS * columns;
        weights = pack(weight);
        this.bias = padded(bias.orElseGet(() -> new float[outputs]));
        zeros = padded(new float[0]);
        int[] bits = new int[2 * columns];
        Arrays.fill(bits, 0, columns, -1);
        masks = Arena.ofAuto().allocateFrom(JAVA_INT, bits);
    }

    private MemorySegment pack(float[] weight) {
        int padded = Math.ceilDiv(outputs, columns) * columns;
        MemorySegment packed = floats((long) padded * inputs);
        for (int first = 0; first < outputs; first += panel) {
            int width = Math.min(panel, padded - first);
            int end = Math.min(first + width, outputs);
            for (int column = first; column < end; column++) {
                long at = (long) first * inputs + column - first;
                for (int k = 0; k < inputs; k++, at += width) {
                    packed.setAtIndex(JAVA_FLOAT, at, weight[column * inputs + k]);
                }
            }
        }
        return packed;
    }

    private static MemorySegment floats(long count) {
        return Arena.ofAuto().allocate(JAVA_FLOAT.scale(0, count), ALIGNMENT);
    }

    /** A whole panel can be read from every value on. */
    private MemorySegment padded(float[] values) {
        MemorySegment memory = floats((long) values.length + panel);
        MemorySegment.copy(values, 0, memory, JAVA_FLOAT, 0, values.length);
        return memory;
    }

    @Override
    public void run(int rows, Operand a, Optional<Operand> start, Operand c) {
        long task = TASK.ofThread(Task.BYTES).address();
        Task.ROWS_STRIDE.set(task, JAVA_FLOAT.scale(0, a.width()));
        Task.INPUTS.set(task, inputs);
        Task.START_STRIDE.set(task, start.map(s -> JAVA_FLOAT.scale(0, s.width())).orElse(0L));
        Task.RESULTS_STRIDE.set(task, JAVA_FLOAT.scale(0, c.width()));
        int tiles = Math.ceilDiv(rows, most);
        int higher = rows - rows / tiles * tiles;
        for (int column = 0; column < outputs; column += panel) {
            int width = Math.min(panel, outputs - column);
            int vectors = Math.ceilDiv(width, columns);
            long offset = JAVA_FLOAT.scale(0, column);
            Task.ROWS.set(task, a.address());
            Task.WEIGHTS.set(task, weights.address() + offset * inputs);
            Task.START.set(task, start.map(s -> s.address() + offset).orElse(zeros.address()));
            Task.BIAS.set(task, bias.address() + offset);
            Task.RESULTS.set(task, c.address() + offset);
            Task.MASK.set(task, masks.address() + JAVA_INT.scale(0, vectors * columns - width));
            run(task, rows / tiles + 1, vectors, higher);
            run(task, rows / tiles, vectors, tiles - higher);
        }
    }

    /** The task goes on behind these tiles. */
    private void run(long task, int rows, int vectors, int tiles) {
        if (tiles > 0) {
            Task.TILES.set(task, tiles);
            code.run(rows, vectors, task);
        }
    }
}
