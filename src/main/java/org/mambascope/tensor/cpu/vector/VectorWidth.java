package org.mambascope.tensor.cpu.vector;

/** The processor's vectors, as Java's Vector API uses them. */
public final class VectorWidth {
    private static final int WIDE = 512;
    private static final int MEDIUM = 256;

    private VectorWidth() {}

    /** Width of a vector in bits. */
    public static int bits() {
        return VectorMath.SPECIES.vectorBitSize();
    }

    /**
     * The least time in nanoseconds that a selective scan takes per (token, channel, state) on one
     * thread: what intrinsics in C reached on a quiet processor with AVX-512 and one with AVX2;
     * narrower vectors are taken to be slower in proportion.
     */
    public static double scanLimit() {
        return bits() >= WIDE ? 0.16 : 0.30 * MEDIUM / bits();
    }
}
