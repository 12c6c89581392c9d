package org.mambascope.tensor.cpu.jit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes machine code of x86-64 processors, on vectors of 256 or 512 bits: for products of bytes,
 * whose instructions the JIT compiler has no way to be asked for, and of floats, whose sums it does
 * not keep in registers. Encodings are those of Intel's Software Developer's Manual, volume 2 (VEX
 * and EVEX).
 */
public final class X86Assembler {
    private static final int MAP_0F = 1;
    private static final int MAP_0F38 = 2;
    private static final int NO_PREFIX = 0;
    private static final int PREFIX_66 = 1;
    private static final int PREFIX_F3 = 2;
    private static final int SCALE_INDEX_FOLLOWS = 4;
    private static final int EXTENDED = 8;
    private static final int INDIRECT = 0b10_000_000;
    private static final int DIRECT = 0b11_000_000;
    private static final int MASK_REGISTER = 1;
    private static final int ZEROED = 0b1000_0000;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final Width width;

    /** Width of vectors. */
    public enum Width {
        /** 256 bits, 16 registers (AVX2). */
        NARROW(8, 16),
        /** 512 bits, 32 registers (AVX-512). */
        WIDE(16, 32);

        private final int lanes;
        private final int registers;

        Width(int lanes, int registers) {
            this.lanes = lanes;
            this.registers = registers;
        }

        /** Numbers of 32 bits in a vector. */
        public int lanes() {
            return lanes;
        }

        /** Registers for vectors. */
        public int registers() {
            return registers;
        }
    }

    /** Code on vectors of one width. */
    public X86Assembler(Width width) {
        this.width = width;
    }

    /** Registers for addresses and counts that a function may change, in the processor's order. */
    public enum Register {
        /** Often holds an address on its way. */
        RAX(0),
        /** Counts or addresses. */
        RCX(1),
        /** Counts or addresses. */
        RDX(2),
        /** Counts or addresses. */
        RSI(6),
        /** The first argument under the System V calling convention. */
        RDI(7),
        /** Counts or addresses. */
        R8(8),
        /** Counts or addresses. */
        R9(9),
        /** Counts or addresses. */
        R10(10),
        /** Counts or addresses. */
        R11(11);

        private final int number;

        Register(int number) {
            this.number = number;
        }
    }

    /**
     * A memory operand.
     *
     * @param base register that holds an address
     * @param index register that holds an offset in bytes
     * @param times factor of the index: 1, 2, 4 or 8, or 0 for no index
     * @param displacement constant offset in bytes
     */
    public record Memory(Register base, Register index, int times, int displacement) {
        public Memory {
            if (times > 0 && index.number >= EXTENDED) {
                throw new IllegalArgumentException("no index register: " + index);
            }
        }

        /** Operand at a constant offset, in bytes, from the address in a register. */
        public Memory(Register base, int displacement) {
            this(base, base, 0, displacement);
        }
    }

    /** A place in the code to jump back to. */
    public record Label(int position) {}

    /** The code so far. */
    public byte[] toBytes() {
        return code.toByteArray();
    }

    /** The number of bytes so far, where the next instruction begins. */
    public int position() {
        return code.size();
    }

    /** Marks this place. */
    public Label label() {
        return new Label(code.size());
    }

    /** Loads 64 bits. */
    public void load(Register to, Memory from) {
        wide(to.number, from.base);
        code.write(0x8B);
        operand(to.number, from);
    }

    /** Stores 64 bits. */
    public void store(Memory to, Register from) {
        wide(from.number, to.base);
        code.write(0x89);
        operand(from.number, to);
    }

    /** Copies a register. */
    public void copy(Register to, Register from) {
        wide(from.number, to);
        code.write(0x89);
        registers(from.number, to.number);
    }

    /** Adds a register to another. */
    public void add(Register to, Register what) {
        wide(what.number, to);
        code.write(0x01);
        registers(what.number, to.number);
    }

    /** Adds 64 bits in memory to a register. */
    public void add(Register to, Memory what) {
        wide(to.number, what.base);
        code.write(0x03);
        operand(to.number, what);
    }

    /** Adds a register to 64 bits in memory. */
    public void add(Memory to, Register what) {
        wide(what.number, to.base);
        code.write(0x01);
        operand(what.number, to);
    }

    /** Adds a number to a register. */
    public void add(Register to, int what) {
        wide(0, to);
        code.write(0x81);
        registers(0, to.number);
        number(what);
    }

    /** Adds a number to 64 bits in memory. */
    public void add(Memory to, int what) {
        wide(0, to.base);
        code.write(0x81);
        operand(0, to);
        number(what);
    }

    /** Counts a register down by one and jumps unless it has become zero. */
    public void countDown(Register counter, Label repeat) {
        wide(0, counter);
        code.write(0xFF);
        registers(1, counter.number);
        jumpUnlessZero(repeat);
    }

    /** Counts 64 bits in memory down by one and jumps unless they have become zero. */
    public void countDown(Memory counter, Label repeat) {
        wide(0, counter.base);
        code.write(0xFF);
        operand(1, counter);
        jumpUnlessZero(repeat);
    }

    /** Leaves the function; the vectors' upper halves are cleared, as callers expect. */
    public void leave() {
        bytes(0xC5, 0xF8, 0x77);
        code.write(0xC3);
    }

    /** Clears a vector. */
    public void clear(int vector) {
        vectors(MAP_0F, PREFIX_66, 0xEF, vector, vector, vector);
    }

    /** Loads a vector of numbers of 32 bits. */
    public void loadVector(int to, Memory from) {
        vectors(MAP_0F, NO_PREFIX, 0x10, to, 0, from);
    }

    /** Prefetches the cache line of an operand. */
    public void prefetch(Memory what) {
        if (what.base.number >= EXTENDED) {
            code.write(0x41);
        }
        bytes(0x0F, 0x18);
        operand(1, what);
    }

    /** Stores a vector of numbers of 32 bits. */
    public void storeVector(Memory to, int from) {
        vectors(MAP_0F, NO_PREFIX, 0x11, from, 0, to);
    }

    /**
     * Makes ready to load or store some of a vector's numbers.
     *
     * @param mask all bits set in those numbers, zero elsewhere
     */
    public void prepareMask(int mask) {
        switch (width) {
            case NARROW -> {}
            case WIDE -> vectors(MAP_0F38, PREFIX_66, 0x27, MASK_REGISTER, mask, mask);
        }
    }

    /** Stores those of a vector's numbers that a mask, made ready before, names. */
    public void storeMasked(Memory to, int from, int mask) {
        switch (width) {
            case NARROW -> vectors(MAP_0F38, PREFIX_66, 0x2E, from, mask, to);
            case WIDE -> {
                evex(MAP_0F, NO_PREFIX, from, 0, to.base.number, MASK_REGISTER);
                code.write(0x11);
                operand(from, to);
            }
        }
    }

    /** Loads those of a vector's numbers that a mask, made ready before, names; zero elsewhere. */
    public void loadMasked(int to, Memory from, int mask) {
        switch (width) {
            case NARROW -> vectors(MAP_0F38, PREFIX_66, 0x2C, to, mask, from);
            case WIDE -> {
                evex(MAP_0F, NO_PREFIX, to, 0, from.base.number, ZEROED | MASK_REGISTER);
                code.write(0x10);
                operand(to, from);
            }
        }
    }

    /** Fills a vector with the same 32 bits from memory. */
    public void broadcast(int to, Memory from) {
        vectors(MAP_0F38, PREFIX_66, 0x58, to, 0, from);
    }

    /** Adds to each sum two products of numbers of 16 bits, by way of another vector. */
    public void addPairs(int sums, int a, int b, int between) {
        vectors(MAP_0F, PREFIX_66, 0xF5, between, a, b);
        addIntegers(sums, sums, between);
    }

    /** Adds to each sum four products of an unsigned and a signed byte (VPDPBUSD). */
    public void addQuadruples(int sums, int unsigned, int signed) {
        vectors(MAP_0F38, PREFIX_66, 0x50, sums, unsigned, signed);
    }

    /** Adds to each sum the product of two floats, rounded once (VFMADD231PS). */
    public void addProduct(int sums, int a, int b) {
        vectors(MAP_0F38, PREFIX_66, 0xB8, sums, a, b);
    }

    /** Turns integers into floats. */
    public void toFloats(int to, int from) {
        vectors(MAP_0F, NO_PREFIX, 0x5B, to, 0, from);
    }

    /** Turns floats into integers, ties to even. */
    public void toIntegers(int to, int from) {
        vectors(MAP_0F, PREFIX_66, 0x5B, to, 0, from);
    }

    /** to = a + b, integers of 32 bits. */
    public void addIntegers(int to, int a, int b) {
        vectors(MAP_0F, PREFIX_66, 0xFE, to, a, b);
    }

    /** Stores the lowest byte of each of a wide vector's integers (VPMOVDB). */
    public void storeBytes(Memory to, int from) {
        evex(MAP_0F38, PREFIX_F3, from, 0, to.base.number, 0);
        code.write(0x31);
        operand(from, to);
    }

    /** to = a / b. */
    public void divide(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x5E, to, a, b);
    }

    /** The greater of a and b, b where a is not a number. */
    public void greater(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x5F, to, a, b);
    }

    /** The lesser of a and b, b where a is not a number. */
    public void lesser(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x5D, to, a, b);
    }

    /** to = a · b. */
    public void multiply(int to, int a, Memory b) {
        vectors(MAP_0F, NO_PREFIX, 0x59, to, a, b);
    }

    /** to = a · b. */
    public void multiply(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x59, to, a, b);
    }

    /** to = a − b. */
    public void subtract(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x5C, to, a, b);
    }

    /** to = a + b. */
    public void add(int to, int a, int b) {
        vectors(MAP_0F, NO_PREFIX, 0x58, to, a, b);
    }

    /** to = a + b. */
    public void add(int to, int a, Memory b) {
        vectors(MAP_0F, NO_PREFIX, 0x58, to, a, b);
    }

    private void jumpUnlessZero(Label label) {
        bytes(0x0F, 0x85);
        number(label.position - (code.size() + Integer.BYTES));
    }

    /** The prefix of 64-bit operands, with the fourth bits of both registers. */
    private void wide(int register, Register base) {
        code.write(0x48 | register >> 3 << 2 | base.number >> 3);
    }

    private void vectors(int map, int prefix, int operation, int to, int a, int b) {
        prefix(map, prefix, to, a, b);
        code.write(operation);
        registers(to, b);
    }

    private void vectors(int map, int prefix, int operation, int register, int a, Memory place) {
        prefix(map, prefix, register, a, place.base.number);
        code.write(operation);
        operand(register, place);
    }

    private void prefix(int map, int prefix, int register, int a, int b) {
        switch (width) {
            case NARROW -> vex(map, prefix, register, a, b);
            case WIDE -> evex(map, prefix, register, a, b, 0);
        }
    }

    /** The prefix of instructions on 256 bits; bits that extend register numbers are inverted. */
    private void vex(int map, int prefix, int register, int a, int b) {
        bytes(
                0xC4,
                inverted(register, 3) << 7 | 1 << 6 | inverted(b, 3) << 5 | map,
                (~a & 0b1111) << 3 | 0b100 | prefix);
    }

    /** The prefix of instructions on 512 bits; bits that extend register numbers are inverted. */
    private void evex(int map, int prefix, int register, int a, int b, int mask) {
        bytes(
                0x62,
                inverted(register, 3) << 7
                        | inverted(b, 4) << 6
                        | inverted(b, 3) << 5
                        | inverted(register, 4) << 4
                        | map,
                (~a & 0b1111) << 3 | 0b100 | prefix,
                0b10 << 5 | inverted(a, 4) << 3 | mask);
    }

    private static int inverted(int number, int bit) {
        return ~number >> bit & 1;
    }

    private void registers(int register, int other) {
        code.write(DIRECT | (register & 7) << 3 | other & 7);
    }

    /** Four bytes of displacement, also where fewer would do. */
    private void operand(int register, Memory place) {
        if ((place.base.number & 7) == SCALE_INDEX_FOLLOWS) {
            throw new IllegalArgumentException("no address register: " + place.base);
        }
        int selected = INDIRECT | (register & 7) << 3;
        int base = place.base.number & 7;
        if (place.times == 0) {
            code.write(selected | base);
        } else {
            int scale = Integer.numberOfTrailingZeros(place.times);
            bytes(selected | SCALE_INDEX_FOLLOWS, scale << 6 | place.index.number << 3 | base);
        }
        number(place.displacement);
    }

    private void bytes(int... values) {
        for (int value : values) {
            code.write(value);
        }
    }

    private void number(int value) {
        code.writeBytes(
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
    }
}
