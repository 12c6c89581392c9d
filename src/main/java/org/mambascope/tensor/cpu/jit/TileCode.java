package org.mambascope.tensor.cpu.jit;

import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RDI;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.mambascope.tensor.cpu.jit.X86Assembler.Memory;
import org.mambascope.tensor.cpu.jit.X86Assembler.Width;
import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One function for each {@link Tile}, whose sums all fit in registers; each takes the address of a
 * task, whose parameters follow one another in memory.
 */
public final class TileCode {
    private final int mostVectors;
    private final MemorySegment[] functions;

    /**
     * Size of the tile that a function computes.
     *
     * @param rows at once
     * @param vectors of columns at once
     * @param masked whether the last vector is not full
     */
    public record Tile(int rows, int vectors, boolean masked) {}

    /** Writes the function for tiles of one kind. */
    @FunctionalInterface
    interface Writer {
        void write(X86Assembler code, Tile tile);
    }

    /** Argument of a function, of 8 bytes; an enum's constants are in the order of memory. */
    public interface Parameter {
        /** Its place in that order. */
        int ordinal();

        /** Operand that reads this argument inside a function. */
        default Memory at() {
            return new Memory(RDI, ordinal() * Long.BYTES);
        }

        /** Writes it into a task at an address. */
        default void set(long task, long value) {
            CpuMemory.EVERYWHERE.set(JAVA_LONG, task + (long) ordinal() * Long.BYTES, value);
        }
    }

    private TileCode(int mostVectors, MemorySegment[] functions) {
        this.mostVectors = mostVectors;
        this.functions = functions;
    }

    /** Functions for up to so many rows and vectors; empty where the system allows none. */
    static Optional<TileCode> assemble(Width width, int mostRows, int mostVectors, Writer writer) {
        X86Assembler code = new X86Assembler(width);
        int[] positions = new int[2 * mostRows * mostVectors];
        for (int rows = 1; rows <= mostRows; rows++) {
            for (int vectors = 1; vectors <= mostVectors; vectors++) {
                for (boolean masked : new boolean[] {false, true}) {
                    Tile tile = new Tile(rows, vectors, masked);
                    positions[index(tile, mostVectors)] = code.position();
                    writer.write(code, tile);
                }
            }
        }
        return ExecutableMemory.of(code.toBytes())
                .map(
                        ready ->
                                new TileCode(
                                        mostVectors,
                                        IntStream.of(positions)
                                                .mapToObj(ready::function)
                                                .toArray(MemorySegment[]::new)));
    }

    private static int index(Tile tile, int mostVectors) {
        return 2 * ((tile.rows - 1) * mostVectors + tile.vectors - 1) + (tile.masked ? 1 : 0);
    }

    /** Runs the function for tiles of one kind. */
    void run(Tile tile, long task) {
        ExecutableMemory.call(functions[index(tile, mostVectors)], task);
    }
}
