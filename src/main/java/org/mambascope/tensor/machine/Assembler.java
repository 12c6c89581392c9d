package org.mambascope.tensor.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes machine code of x86-64 processors with AVX-512: the instructions that a product of bytes
 * needs and that the JIT compiler has no way to be asked for. Encodings are those of Intel's
 * Software Developer's Manual, volume 2; an operand in memory is an address register and a
 * displacement.
 */
public final class Assembler {
    private static final int EVEX_MAP_0F = 1;
    private static final int EVEX_MAP_0F38 = 2;
    private static final int NO_PREFIX = 0;
    private static final int PREFIX_66 = 1;
    private static final int SCALE_INDEX_FOLLOWS = 4;
    private static final int INDIRECT = 0b10_000_000;
    private static final int DIRECT = 0b11_000_000;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

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

    /** A place in memory: what stands so many bytes after the address in a register. */
    public record Memory(Register base, int displacement) {}

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

    /** Sets the mask k1 from the lowest 16 bits of a register. */
    public void mask(Register bits) {
        if (bits.number >= 8) {
            throw new IllegalArgumentException("expected one of the first eight, found " + bits);
        }
        bytes(0xC5, 0xF8, 0x92);
        registers(1, bits.number);
    }

    /** Clears a vector. */
    public void clear(int vector) {
        vectors(EVEX_MAP_0F, PREFIX_66, 0xEF, vector, vector, vector);
    }

    /** Loads 16 numbers of 32 bits. */
    public void loadVector(int to, Memory from) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x10, to, 0, from, false);
    }

    /** Stores 16 numbers of 32 bits, or those of them that k1 names. */
    public void storeVector(Memory to, int from, boolean masked) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x11, from, 0, to, masked);
    }

    /** Fills a vector with the same 32 bits from memory. */
    public void broadcast(int to, Memory from) {
        vectors(EVEX_MAP_0F38, PREFIX_66, 0x58, to, 0, from, false);
    }

    /** Adds to each of 16 sums four products of an unsigned and a signed byte (VPDPBUSD). */
    public void addProducts(int sums, int unsigned, int signed) {
        vectors(EVEX_MAP_0F38, PREFIX_66, 0x50, sums, unsigned, signed);
    }

    /** Turns integers into floats. */
    public void toFloats(int to, int from) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x5B, to, 0, from);
    }

    /** to = a · b. */
    public void multiply(int to, int a, Memory b) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x59, to, a, b, false);
    }

    /** to = a · b. */
    public void multiply(int to, int a, int b) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x59, to, a, b);
    }

    /** to = a − b. */
    public void subtract(int to, int a, int b) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x5C, to, a, b);
    }

    /** to = a + b. */
    public void add(int to, int a, Memory b) {
        vectors(EVEX_MAP_0F, NO_PREFIX, 0x58, to, a, b, false);
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
        evex(map, prefix, to, a, b >> 3 & 1, b >> 4 & 1, false);
        code.write(operation);
        registers(to, b);
    }

    private void vectors(
            int map, int prefix, int operation, int register, int a, Memory place, boolean masked) {
        evex(map, prefix, register, a, place.base.number >> 3, 0, masked);
        code.write(operation);
        operand(register, place);
    }

    /** The prefix of instructions on 512 bits; bits that extend register numbers are inverted. */
    private void evex(
            int map, int prefix, int register, int a, int extendB, int extendX, boolean masked) {
        bytes(
                0x62,
                (~register >> 3 & 1) << 7
                        | (extendX ^ 1) << 6
                        | (extendB ^ 1) << 5
                        | (~register >> 4 & 1) << 4
                        | map,
                (~a & 0b1111) << 3 | 0b100 | prefix,
                0b10 << 5 | (~a >> 4 & 1) << 3 | (masked ? 1 : 0));
    }

    private void registers(int register, int other) {
        code.write(DIRECT | (register & 7) << 3 | other & 7);
    }

    /** Four bytes of displacement, also where fewer would do. */
    private void operand(int register, Memory place) {
        if ((place.base.number & 7) == SCALE_INDEX_FOLLOWS) {
            throw new IllegalArgumentException("no address register: " + place.base);
        }
        code.write(INDIRECT | (register & 7) << 3 | place.base.number & 7);
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
