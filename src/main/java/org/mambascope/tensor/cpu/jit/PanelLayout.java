package org.mambascope.tensor.cpu.jit;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.mambascope.tensor.cpu.jit.TileCode.Tile;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Consumer;

/** Division of a layer's outputs among {@link TileCode}: panels of vectors of columns. */
public final class PanelLayout {
    private static final int ALIGNMENT = 64;

    private final int columns;
    private final int vectors;
    private final int outputs;
    private final MemorySegment masks;

    /**
     * A division.
     *
     * @param columns in a vector
     * @param vectors in a panel, at most
     * @param inputs of the layer
     * @param outputs of the layer
     * @throws IllegalArgumentException if there are no inputs or outputs: functions go along them
     *     at least once
     */
    public PanelLayout(int columns, int vectors, int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "expected weights of at least 1 × 1, found %d × %d".formatted(outputs, inputs));
        }
        this.columns = columns;
        this.vectors = vectors;
        this.outputs = outputs;
        int[] bits = new int[2 * columns];
        Arrays.fill(bits, 0, columns, -1);
        masks = Arena.ofAuto().allocateFrom(JAVA_INT, bits);
    }

    /**
     * Some columns.
     *
     * @param first of them
     * @param vectors that it has
     * @param missing columns of the last vector that are not there
     */
    public record Panel(int first, int vectors, int missing) {
        /** So many rows of it. */
        public Tile tile(int rows) {
            return new Tile(rows, vectors, missing > 0);
        }
    }

    /** Processes some tiles of the same height. */
    @FunctionalInterface
    public interface Tiles {
        void run(int rows, int count);
    }

    /**
     * Divides rows, if there are any, into as few tiles as can be, as even as can be, the higher
     * ones first.
     */
    public static void tiles(int rows, int most, Tiles work) {
        if (rows == 0) {
            return;
        }
        int count = Math.ceilDiv(rows, most);
        int higher = rows % count;
        if (higher > 0) {
            work.run(rows / count + 1, higher);
        }
        work.run(rows / count, count - higher);
    }

    /** Does something with each panel. */
    public void each(Consumer<Panel> work) {
        for (int first = 0; first < outputs; first += columns * vectors) {
            int count = vectorsAt(first);
            int missing = count * columns - Math.min(columns * vectors, outputs - first);
            work.accept(new Panel(first, count, missing));
        }
    }

    /** Address of a vector whose bits are set for columns of a panel's last one that are there. */
    public long mask(Panel panel) {
        return masks.address() + JAVA_INT.scale(0, panel.missing);
    }

    private int vectorsAt(int first) {
        return Math.min(vectors, Math.ceilDiv(outputs - first, columns));
    }

    /** Columns in all vectors, those that no output fills included. */
    public int padded() {
        return Math.ceilDiv(outputs, columns) * columns;
    }

    /**
     * Index of a weight, where panels follow one another and each holds, for every group of inputs,
     * the weights of its columns.
     *
     * @param groups of inputs
     * @param group that the weight's input belongs to
     */
    public long at(int output, int groups, int group) {
        int first = output - output % (columns * vectors);
        return (long) first * groups + (long) group * vectorsAt(first) * columns + output - first;
    }

    /** Values from each of which a whole panel can be read. */
    public MemorySegment readable(float[] values) {
        MemorySegment memory =
                memory(JAVA_FLOAT.scale(0, (long) values.length + columns * vectors));
        MemorySegment.copy(values, 0, memory, JAVA_FLOAT, 0, values.length);
        return memory;
    }

    /** So many bytes, zeros. */
    public static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }
}
