package org.mambascope.tensor;

import static org.mambascope.tensor.machine.Assembler.Register.RDI;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.mambascope.tensor.machine.Assembler;
import org.mambascope.tensor.machine.Assembler.Memory;
import org.mambascope.tensor.machine.Assembler.Width;
import org.mambascope.tensor.machine.ExecutableCode;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One function for each number of rows and of vectors of columns whose sums stand in registers at
 * once; each takes the address of a task, whose parameters are in memory one after the other.
 */
final class TileFunctions {
    private final int mostVectors;
    private final MemorySegment[] functions;

    /** Writes the function for tiles of one size. */
    @FunctionalInterface
    interface Writer {
        void write(Assembler code, int rows, int vectors);
    }

    /** What a function is given, in 8 bytes; an enum's constants are in the order of memory. */
    interface Parameter {
        /** Its place in that order. */
        int ordinal();

        /** Where a function finds it. */
        default Memory at() {
            return new Memory(RDI, ordinal() * Long.BYTES);
        }

        /** Writes it into a task at an address. */
        default void set(long task, long value) {
            HostFloats.EVERYWHERE.set(JAVA_LONG, task + (long) ordinal() * Long.BYTES, value);
        }
    }

    private TileFunctions(int mostVectors, MemorySegment[] functions) {
        this.mostVectors = mostVectors;
        this.functions = functions;
    }

    /** Functions for up to so many rows and vectors; empty where the system allows none. */
    static Optional<TileFunctions> assemble(
            Width width, int mostRows, int mostVectors, Writer writer) {
        Assembler code = new Assembler(width);
        int[] positions = new int[mostRows * mostVectors];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = code.position();
            writer.write(code, i / mostVectors + 1, i % mostVectors + 1);
        }
        return ExecutableCode.of(code.toBytes())
                .map(
                        ready ->
                                new TileFunctions(
                                        mostVectors,
                                        IntStream.of(positions)
                                                .mapToObj(ready::function)
                                                .toArray(MemorySegment[]::new)));
    }

    /** Runs the function for so many rows and vectors. */
    void run(int rows, int vectors, long task) {
        ExecutableCode.call(functions[(rows - 1) * mostVectors + vectors - 1], task);
    }
}
