package org.mambascope.tensor.cpu.jit;

import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R10;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R8;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R9;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RAX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RCX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RDX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RSI;

import org.mambascope.tensor.cpu.jit.TileCode.Tile;
import org.mambascope.tensor.cpu.jit.X86Assembler.Label;
import org.mambascope.tensor.cpu.jit.X86Assembler.Memory;
import org.mambascope.tensor.cpu.jit.X86Assembler.Register;
import org.mambascope.tensor.cpu.jit.X86Assembler.Width;
import org.mambascope.tensor.device.MachineDescription;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Products of rows of floats and panels of weights: one function for each number of rows and of
 * vectors of columns, whose sums stay in registers while it goes along the inputs.
 *
 * <p>A function takes the address of a {@link Task}. For each of a number of tiles of rows it
 * computes y = start + x Wᵀ + bias, products added to the start in the order of the inputs, each
 * rounded once: the same bits on every machine.
 */
public final class Fp32GemmCode {
    /** Vectors of columns at once. */
    public static final int VECTORS = 2;

    private static final int X = VECTORS;
    private static final int MASK = VECTORS + 1;
    private static final int FIRST_SUM = VECTORS + 2;

    /** Rows that are reached from one address: at 0, 1, 2, 3 and 4 strides. */
    private static final int ROWS_PER_ADDRESS = 5;

    private static final List<Register> ROW_ADDRESSES = List.of(R8, R9, R10);

    /** Prefetch distance of the weights, in steps along the inputs. */
    private static final int AHEAD = 8;

    private static final int CACHE_LINE = 64;

    private static final Optional<Fp32GemmCode> FOUND =
            ExecutableMemory.isAllowed()
                    ? Arrays.stream(Instructions.values())
                            .map(Fp32GemmCode::of)
                            .flatMap(Optional::stream)
                            .findFirst()
                    : Optional.empty();

    private final Instructions instructions;
    private final TileCode functions;

    /** Instruction sets for the products, the fastest first. */
    public enum Instructions {
        /** 512 bits. */
        AVX512(Width.WIDE, 14, "avx512f"),
        /** 256 bits. */
        AVX2(Width.NARROW, 6, "avx2", "fma");

        private final Width width;
        private final int rows;
        private final String[] names;

        Instructions(Width width, int rows, String... names) {
            this.width = width;
            this.rows = rows;
            this.names = names;
        }

        /** The most rows at once. */
        public int rows() {
            return rows;
        }

        /** Columns in a vector. */
        public int columns() {
            return width.lanes();
        }

        private int vectorBytes() {
            return columns() * Float.BYTES;
        }
    }

    /** Arguments of a function, each of 8 bytes, in the order of memory. */
    public enum Task implements TileCode.Parameter {
        /** Address of the first row. */
        ROWS,
        /** Bytes from one row to the next. */
        ROWS_STRIDE,
        /** Address of the weights: for each input vectors of columns. */
        WEIGHTS,
        /** Inputs. */
        INPUTS,
        /** Address of what the first row's sums start with. */
        START,
        /** Bytes from there to the next row's; 0 where all start alike. */
        START_STRIDE,
        /** Address of the columns' bias. */
        BIAS,
        /** Address of the first result. */
        RESULTS,
        /** Bytes from one row of results to the next. */
        RESULTS_STRIDE,
        /** Tiles of rows. */
        TILES,
        /** Address of a vector whose bits are set for the last columns that are there. */
        MASK;

        /** Size in bytes of all. */
        public static final int BYTES = values().length * Long.BYTES;
    }

    private Fp32GemmCode(Instructions instructions, TileCode functions) {
        this.instructions = instructions;
        this.functions = functions;
    }

    /** The fastest functions; empty where the processor or the system does not allow any. */
    public static Optional<Fp32GemmCode> found() {
        return FOUND;
    }

    /** Functions of these instructions; empty where the processor or the system lacks them. */
    public static Optional<Fp32GemmCode> of(Instructions instructions) {
        return MachineDescription.hasInstructions(instructions.names)
                ? assemble(instructions)
                : Optional.empty();
    }

    /** The instructions that the functions use. */
    public Instructions instructions() {
        return instructions;
    }

    /** Computes tiles of one kind. */
    public void run(Tile tile, long task) {
        functions.run(tile, task);
    }

    private static Optional<Fp32GemmCode> assemble(Instructions instructions) {
        return TileCode.assemble(
                        instructions.width,
                        instructions.rows,
                        VECTORS,
                        (code, tile) ->
                                new Function(
                                                code,
                                                instructions,
                                                tile.rows(),
                                                tile.vectors(),
                                                tile.masked())
                                        .write())
                .map(functions -> new Fp32GemmCode(instructions, functions));
    }

    /** The function for tiles of one kind. */
    private record Function(
            X86Assembler code, Instructions instructions, int rows, int vectors, boolean masked) {
        void write() {
            Label tile = code.label();
            addresses();
            start();
            sums();
            results();
            code.countDown(Task.TILES.at(), tile);
            code.leave();
        }

        private int sum(int row, int vector) {
            return FIRST_SUM + row * vectors + vector;
        }

        private int at(int vector) {
            return vector * instructions.vectorBytes();
        }

        private boolean isMasked(int vector) {
            return masked && vector == vectors - 1;
        }

        private List<Register> rowAddresses() {
            return ROW_ADDRESSES.subList(0, Math.ceilDiv(rows, ROWS_PER_ADDRESS));
        }

        /** Leaves the stride in RAX and three times the stride in RSI. */
        private void addresses() {
            code.load(RAX, Task.ROWS_STRIDE.at());
            code.copy(RSI, RAX);
            code.add(RSI, RAX);
            code.add(RSI, RAX);
            code.load(R8, Task.ROWS.at());
            for (int i = 1; i < rowAddresses().size(); i++) {
                Register address = ROW_ADDRESSES.get(i);
                code.copy(address, ROW_ADDRESSES.get(i - 1));
                code.add(address, RSI);
                code.add(address, RAX);
                code.add(address, RAX);
            }
            for (int row = 0; row < rows; row++) {
                code.add(Task.ROWS.at(), RAX);
            }
        }

        private Memory row(int row) {
            Register address = ROW_ADDRESSES.get(row / ROWS_PER_ADDRESS);
            int strides = row % ROWS_PER_ADDRESS;
            return strides == 3
                    ? new Memory(address, RSI, 1, 0)
                    : new Memory(address, RAX, strides, 0);
        }

        private void start() {
            if (masked) {
                code.load(RCX, Task.MASK.at());
                code.loadVector(MASK, new Memory(RCX, 0));
                code.prepareMask(MASK);
            }
            code.load(RCX, Task.START.at());
            code.load(RDX, Task.START_STRIDE.at());
            for (int row = 0; row < rows; row++) {
                for (int vector = 0; vector < vectors; vector++) {
                    Memory from = new Memory(RCX, at(vector));
                    if (isMasked(vector)) {
                        code.loadMasked(sum(row, vector), from, MASK);
                    } else {
                        code.loadVector(sum(row, vector), from);
                    }
                }
                code.add(RCX, RDX);
            }
            code.store(Task.START.at(), RCX);
        }

        private void sums() {
            code.load(RCX, Task.WEIGHTS.at());
            code.load(RDX, Task.INPUTS.at());
            Label step = code.label();
            for (int vector = 0; vector < vectors; vector++) {
                code.loadVector(vector, new Memory(RCX, at(vector)));
            }
            for (int ahead = 0; ahead < at(vectors); ahead += CACHE_LINE) {
                code.prefetch(new Memory(RCX, AHEAD * at(vectors) + ahead));
            }
            for (int row = 0; row < rows; row++) {
                code.broadcast(X, row(row));
                for (int vector = 0; vector < vectors; vector++) {
                    code.addProduct(sum(row, vector), X, vector);
                }
            }
            code.add(RCX, at(vectors));
            rowAddresses().forEach(address -> code.add(address, Float.BYTES));
            code.countDown(RDX, step);
        }

        private void results() {
            code.load(RCX, Task.BIAS.at());
            for (int vector = 0; vector < vectors; vector++) {
                code.loadVector(vector, new Memory(RCX, at(vector)));
            }
            code.load(R9, Task.RESULTS.at());
            code.load(RCX, Task.RESULTS_STRIDE.at());
            for (int row = 0; row < rows; row++) {
                for (int vector = 0; vector < vectors; vector++) {
                    int sum = sum(row, vector);
                    Memory to = new Memory(R9, at(vector));
                    code.add(sum, sum, vector);
                    if (isMasked(vector)) {
                        code.storeMasked(to, sum, MASK);
                    } else {
                        code.storeVector(to, sum);
                    }
                }
                code.add(R9, RCX);
            }
            code.store(Task.RESULTS.at(), R9);
        }
    }
}
