package org.mambascope.quant.file;

/**
 * Codes of up to four bits, two to a byte: columns 0, 2, 4 … in the lower four bits, 1, 3, 5 … in
 * the upper, in two's complement. Rows start at whole bytes; where a row is odd, the last upper
 * four bits are 0.
 */
final class Int4Packing {
    private static final int UNUSED_BITS = Integer.SIZE - 4;

    private Int4Packing() {}

    /** Bytes of a row. */
    static int rowBytes(int columns) {
        return Math.ceilDiv(columns, 2);
    }

    /** Packs rows × columns codes, −8 … 7. */
    static byte[] pack(byte[] codes, int columns) {
        int rows = codes.length / columns;
        byte[] packed = new byte[rows * rowBytes(columns)];
        for (int i = 0; i < codes.length; i++) {
            int column = i % columns;
            int at = i / columns * rowBytes(columns) + column / 2;
            packed[at] |= (byte) ((codes[i] & 0xf) << shift(column));
        }
        return packed;
    }

    /** Inverse of {@link #pack}. */
    static byte[] unpack(byte[] packed, int columns) {
        int rows = packed.length / rowBytes(columns);
        byte[] codes = new byte[rows * columns];
        for (int i = 0; i < codes.length; i++) {
            int column = i % columns;
            int value = packed[i / columns * rowBytes(columns) + column / 2] >> shift(column);
            codes[i] = (byte) (value << UNUSED_BITS >> UNUSED_BITS);
        }
        return codes;
    }

    private static int shift(int column) {
        return column % 2 * 4;
    }
}
