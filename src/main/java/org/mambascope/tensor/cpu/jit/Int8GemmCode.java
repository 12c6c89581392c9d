package org.mambascope.tensor.cpu.jit;

import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R10;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R11;
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
import org.mambascope.tensor.cpu.vector.VectorMath;
import org.mambascope.tensor.device.MachineDescription;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Products of rows of unsigned and columns of signed codes, added in 32 bits and scaled to floats
 * while the sums are still in registers: one function for each number of rows and of vectors of
 * columns that are computed at once.
 *
 * <p>A function takes the address of a {@link Task}. For each of a number of tiles of rows it
 * computes y = (sum − columns' sum · shift) · (weight step · step) + bias, in this order.
 */
public final class Int8GemmCode {
    private static final int STEP = 0;
    private static final int SHIFT = 1;
    private static final int FACTOR = 2;
    private static final int MASK = 3;
    private static final List<Register> ROW_ADDRESSES = List.of(R8, R9, R10, R11, RAX, RSI);

    /** The most rows at once. */
    public static final int ROWS = ROW_ADDRESSES.size();

    private static final Optional<Int8GemmCode> FOUND =
            ExecutableMemory.isAllowed()
                    ? Arrays.stream(Instructions.values())
                            .map(Int8GemmCode::of)
                            .flatMap(Optional::stream)
                            .findFirst()
                    : Optional.empty();

    private final Instructions instructions;
    private final TileCode functions;

    /** Instruction sets for the products, the fastest first. */
    public enum Instructions {
        /** Four bytes at a time on 512 bits. */
        AVX512_VNNI(Width.WIDE, 4, 4, Byte.BYTES, "avx512f", "avx512_vnni"),
        /** Four bytes at a time on 256 bits. */
        AVX_VNNI(Width.NARROW, 2, 4, Byte.BYTES, "avx2", "avx_vnni"),
        /**
         * Two codes of 16 bits at a time: exact, where the instruction for four bytes adds pairs of
         * products in 16 bits.
         */
        AVX2(Width.NARROW, 2, 2, Short.BYTES, "avx2");

        private final Width width;
        private final int vectors;
        private final int depth;
        private final int codeBytes;
        private final String[] names;

        Instructions(Width width, int vectors, int depth, int codeBytes, String... names) {
            this.width = width;
            this.vectors = vectors;
            this.depth = depth;
            this.codeBytes = codeBytes;
            this.names = names;
        }

        /** The most vectors of columns at once. */
        public int vectors() {
            return vectors;
        }

        /** Columns in a vector. */
        public int columns() {
            return width.lanes();
        }

        /** Products that one instruction adds to a sum. */
        public int depth() {
            return depth;
        }

        /** Size of a code. */
        public int codeBytes() {
            return codeBytes;
        }

        /** Returns true if this processor has them, and Vector API vectors to quantise with. */
        public boolean areThere() {
            return VectorMath.LANES >= Width.NARROW.lanes()
                    && MachineDescription.hasInstructions(names);
        }

        private int vectorBytes() {
            return columns() * Integer.BYTES;
        }

        private int codeRegister() {
            return vectors;
        }

        private int spareRegister() {
            return vectors + 1;
        }

        private int firstSum() {
            return width.registers() - ROWS * vectors;
        }
    }

    /** Arguments of a function, each of 8 bytes, in the order of memory. */
    public enum Task implements TileCode.Parameter {
        /** Address of the first row's codes. */
        CODES,
        /** Bytes from one row of codes to the next. */
        CODES_STRIDE,
        /** Address of the weights: for each step along the inputs vectors of columns. */
        WEIGHTS,
        /** Steps along the inputs. */
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
        /** Address of a vector whose bits are set for the last columns that are stored. */
        MASK;

        /** Size in bytes of all. */
        static final int BYTES = values().length * Long.BYTES;
    }

    private Int8GemmCode(Instructions instructions, TileCode functions) {
        this.instructions = instructions;
        this.functions = functions;
    }

    /** The fastest functions; empty where the processor or the system does not allow any. */
    public static Optional<Int8GemmCode> found() {
        return FOUND;
    }

    /** Functions of these instructions; empty where the processor or the system lacks them. */
    public static Optional<Int8GemmCode> of(Instructions instructions) {
        return instructions.areThere() ? assemble(instructions) : Optional.empty();
    }

    /** The instructions that the functions use. */
    public Instructions instructions() {
        return instructions;
    }

    /** Computes tiles of one kind. */
    public void run(Tile tile, long task) {
        functions.run(tile, task);
    }

    private static Optional<Int8GemmCode> assemble(Instructions instructions) {
        return TileCode.assemble(
                        instructions.width,
                        ROWS,
                        instructions.vectors,
                        (code, tile) ->
                                new Function(
                                                code,
                                                instructions,
                                                tile.rows(),
                                                tile.vectors(),
                                                tile.masked())
                                        .write())
                .map(functions -> new Int8GemmCode(instructions, functions));
    }

    /** The function for tiles of one kind. */
    private record Function(
            X86Assembler code, Instructions instructions, int rows, int vectors, boolean masked) {
        void write() {
            Label tile = code.label();
            sums();
            results();
            code.countDown(Task.TILES.at(), tile);
            code.leave();
        }

        private int sum(int row, int vector) {
            return instructions.firstSum() + row * vectors + vector;
        }

        private int at(int vector) {
            return vector * instructions.vectorBytes();
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
                code.loadVector(vector, new Memory(RCX, at(vector)));
            }
            for (int row = 0; row < rows; row++) {
                code.broadcast(instructions.codeRegister(), new Memory(ROW_ADDRESSES.get(row), 0));
                for (int vector = 0; vector < vectors; vector++) {
                    addProducts(sum(row, vector), vector);
                }
                code.add(ROW_ADDRESSES.get(row), Integer.BYTES);
            }
            code.add(RCX, at(vectors));
            code.countDown(RDX, step);
        }

        private void addProducts(int sum, int weights) {
            int codes = instructions.codeRegister();
            switch (instructions) {
                case AVX512_VNNI, AVX_VNNI -> code.addQuadruples(sum, codes, weights);
                case AVX2 -> code.addPairs(sum, codes, weights, instructions.spareRegister());
            }
        }

        private void results() {
            if (masked) {
                code.load(RAX, Task.MASK.at());
                code.loadVector(MASK, new Memory(RAX, 0));
                code.prepareMask(MASK);
            }
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
                    result(sum(row, vector), at(vector), masked && vector == vectors - 1);
                }
                code.add(R9, Task.RESULTS_STRIDE.at());
            }
            code.store(Task.RESULTS.at(), R9);
            code.add(Task.ROW_FACTORS.at(), rows * Long.BYTES);
            code.add(Task.BIASES.at(), rows * Long.BYTES);
        }

        /** No product is fused with a sum: every device rounds alike. */
        private void result(int sum, int at, boolean isMasked) {
            code.toFloats(sum, sum);
            code.multiply(FACTOR, SHIFT, new Memory(RCX, at));
            code.subtract(sum, sum, FACTOR);
            code.multiply(FACTOR, STEP, new Memory(R8, at));
            code.multiply(sum, sum, FACTOR);
            code.add(sum, sum, new Memory(RAX, at));
            if (isMasked) {
                code.storeMasked(new Memory(R9, at), sum, MASK);
            } else {
                code.storeVector(new Memory(R9, at), sum);
            }
        }
    }
}
