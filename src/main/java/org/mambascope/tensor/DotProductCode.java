package org.mambascope.tensor;

import static org.mambascope.tensor.machine.Assembler.Register.R10;
import static org.mambascope.tensor.machine.Assembler.Register.R11;
import static org.mambascope.tensor.machine.Assembler.Register.R8;
import static org.mambascope.tensor.machine.Assembler.Register.R9;
import static org.mambascope.tensor.machine.Assembler.Register.RAX;
import static org.mambascope.tensor.machine.Assembler.Register.RCX;
import static org.mambascope.tensor.machine.Assembler.Register.RDI;
import static org.mambascope.tensor.machine.Assembler.Register.RDX;
import static org.mambascope.tensor.machine.Assembler.Register.RSI;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.mambascope.tensor.machine.Assembler;
import org.mambascope.tensor.machine.Assembler.Label;
import org.mambascope.tensor.machine.Assembler.Memory;
import org.mambascope.tensor.machine.Assembler.Register;
import org.mambascope.tensor.machine.ExecutableCode;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Products of rows of unsigned bytes and columns of signed ones, four at a time and added in 32
 * bits (VNNI), and the scaling of the sums to floats while they stand in registers: one function
 * for each number of rows and of vectors of 16 columns that are computed at once.
 *
 * <p>A function takes the address of a {@link Task}. For each of a number of tiles of rows it
 * computes y = (sum − columns' sum · shift) · (weight step · step) + bias, in this order.
 */
final class DotProductCode {
    /** The most rows at once. */
    static final int ROWS = 6;

    /** The most vectors of columns at once. */
    static final int VECTORS = 4;

    /** Columns in a vector. */
    static final int COLUMNS = 16;

    /** Products that one instruction adds to a sum. */
    static final int DEPTH = 4;

    private static final int VECTOR_BYTES = COLUMNS * Integer.BYTES;
    private static final int CODES = VECTORS;
    private static final int STEP = VECTORS + 1;
    private static final int SHIFT = VECTORS + 2;
    private static final int FACTOR = VECTORS + 3;
    private static final int FIRST_SUM = VECTORS + 4;
    private static final List<Register> ROW_ADDRESSES = List.of(R8, R9, R10, R11, RAX, RSI);

    private static final Optional<DotProductCode> FOUND =
            Machine.hasInstructions("avx512f", "avx512_vnni") ? assemble() : Optional.empty();

    private final MemorySegment[] functions;

    /** What a function is given, each in 8 bytes; the order is that in memory. */
    enum Task {
        /** Address of the first row's codes. */
        CODES,
        /** Bytes from one row of codes to the next. */
        CODES_STRIDE,
        /** Address of the weights: for each step along the inputs vectors of columns. */
        WEIGHTS,
        /** Steps of {@link #DEPTH} inputs. */
        STEPS,
        /** Address of the first result. */
        RESULTS,
        /** Bytes from one row of results to the next. */
        RESULTS_STRIDE,
        /** Address of each row's step and shift. */
        ROW_FACTORS,
        /** Address of the addresses of each row's bias. */
        BIASES,
        /** Bytes to skip in a bias. */
        BIAS_OFFSET,
        /** Address of the sums of the columns' weights, floats. */
        COLUMN_SUMS,
        /** Address of the columns' weight steps. */
        WEIGHT_STEPS,
        /** Tiles of rows. */
        TILES,
        /** Which columns of the last vector are stored. */
        MASK;

        /** Size in bytes of all. */
        static final int BYTES = values().length * Long.BYTES;

        private int offset() {
            return ordinal() * Long.BYTES;
        }

        private Memory at() {
            return new Memory(RDI, offset());
        }

        /** Writes one of a task at an address. */
        void set(long task, long value) {
            HostFloats.EVERYWHERE.set(JAVA_LONG, task + offset(), value);
        }
    }

    private DotProductCode(MemorySegment[] functions) {
        this.functions = functions;
    }

    /** The functions; empty where the processor or the system does not allow them. */
    static Optional<DotProductCode> found() {
        return FOUND;
    }

    /** Computes tiles of so many rows and vectors of columns. */
    void run(int rows, int vectors, long task) {
        ExecutableCode.call(functions[index(rows, vectors)], task);
    }

    private static int index(int rows, int vectors) {
        return (rows - 1) * VECTORS + vectors - 1;
    }

    private static Optional<DotProductCode> assemble() {
        Assembler code = new Assembler();
        int[] positions = new int[ROWS * VECTORS];
        for (int rows = 1; rows <= ROWS; rows++) {
            for (int vectors = 1; vectors <= VECTORS; vectors++) {
                positions[index(rows, vectors)] = code.position();
                new Tile(code, rows, vectors).write();
            }
        }
        return ExecutableCode.of(code.toBytes())
                .map(
                        ready -> {
                            MemorySegment[] functions = new MemorySegment[positions.length];
                            for (int i = 0; i < functions.length; i++) {
                                functions[i] = ready.function(positions[i]);
                            }
                            return new DotProductCode(functions);
                        });
    }

    /** The function for tiles of one size. */
    private record Tile(Assembler code, int rows, int vectors) {
        void write() {
            code.load(RAX, Task.MASK.at());
            code.mask(RAX);
            Label tile = code.label();
            sums();
            results();
            code.countDown(Task.TILES.at(), tile);
            code.leave();
        }

        private int sum(int row, int vector) {
            return FIRST_SUM + row * vectors + vector;
        }

        private void sums() {
            code.load(RCX, Task.CODES_STRIDE.at());
            code.load(ROW_ADDRESSES.getFirst(), Task.CODES.at());
            for (int row = 1; row < rows; row++) {
                code.copy(ROW_ADDRESSES.get(row), ROW_ADDRESSES.get(row - 1));
                code.add(ROW_ADDRESSES.get(row), RCX);
            }
            for (int row = 0; row < rows; row++) {
                code.add(Task.CODES.at(), RCX);
                for (int vector = 0; vector < vectors; vector++) {
                    code.clear(sum(row, vector));
                }
            }
            code.load(RCX, Task.WEIGHTS.at());
            code.load(RDX, Task.STEPS.at());
            Label step = code.label();
            for (int vector = 0; vector < vectors; vector++) {
                code.loadVector(vector, new Memory(RCX, vector * VECTOR_BYTES));
            }
            for (int row = 0; row < rows; row++) {
                code.broadcast(CODES, new Memory(ROW_ADDRESSES.get(row), 0));
                for (int vector = 0; vector < vectors; vector++) {
                    code.addProducts(sum(row, vector), CODES, vector);
                }
                code.add(ROW_ADDRESSES.get(row), DEPTH);
            }
            code.add(RCX, vectors * VECTOR_BYTES);
            code.countDown(RDX, step);
        }

        private void results() {
            code.load(RSI, Task.ROW_FACTORS.at());
            code.load(RDX, Task.BIASES.at());
            code.load(RCX, Task.COLUMN_SUMS.at());
            code.load(R8, Task.WEIGHT_STEPS.at());
            code.load(R9, Task.RESULTS.at());
            for (int row = 0; row < rows; row++) {
                code.broadcast(STEP, new Memory(RSI, row * Long.BYTES));
                code.broadcast(SHIFT, new Memory(RSI, row * Long.BYTES + Float.BYTES));
                code.load(RAX, new Memory(RDX, row * Long.BYTES));
                code.add(RAX, Task.BIAS_OFFSET.at());
                for (int vector = 0; vector < vectors; vector++) {
                    result(sum(row, vector), vector * VECTOR_BYTES, vector == vectors - 1);
                }
                code.add(R9, Task.RESULTS_STRIDE.at());
            }
            code.store(Task.RESULTS.at(), R9);
            code.add(Task.ROW_FACTORS.at(), rows * Long.BYTES);
            code.add(Task.BIASES.at(), rows * Long.BYTES);
        }

        /** No product is fused with a sum: every device rounds alike. */
        private void result(int sum, int at, boolean isLast) {
            code.toFloats(sum, sum);
            code.multiply(FACTOR, SHIFT, new Memory(RCX, at));
            code.subtract(sum, sum, FACTOR);
            code.multiply(FACTOR, STEP, new Memory(R8, at));
            code.multiply(sum, sum, FACTOR);
            code.add(sum, sum, new Memory(RAX, at));
            code.storeVector(new Memory(R9, at), sum, isLast);
        }
    }
}
