package org.mambascope.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of vectors that the kernels share. */
final class VectorMath {
    /** As wide as the processor likes it. */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    static final int LANES = SPECIES.length();
    static final float LOG2_E = 1.442695f;
    static final float LN_2 = 0.6931472f;

    private static final FloatVector ONE = constant(1f);
    private static final FloatVector LOWEST = constant(-126f);
    private static final FloatVector HIGHEST = constant(126f);

    /** 1.5 · 2²³. */
    private static final FloatVector ROUNDING = constant(12582912f);

    /** 2^x on −½ … ½: the polynomial through its Chebyshev nodes, its constant set to 1. */
    private static final FloatVector P1 = constant(0.6931472f);

    private static final FloatVector P2 = constant(0.24022107f);
    private static final FloatVector P3 = constant(0.05550357f);
    private static final FloatVector P4 = constant(0.009676032f);
    private static final FloatVector P5 = constant(0.0013390863f);

    private static final int MANTISSA_BITS = 23;
    private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;

    /** √½ as a 32-bit float. */
    private static final int HALF_ROOT_BITS = 0x3f3504f3;

    /** 2 / (n ln 2). */
    private static final FloatVector L1 = constant(2.88539f);

    private static final FloatVector L3 = constant(0.9617967f);
    private static final FloatVector L5 = constant(0.57707804f);
    private static final FloatVector L7 = constant(0.41219857f);
    private static final FloatVector L9 = constant(0.3205989f);

    private VectorMath() {}

    /**
     * 2^x for −126 ≤ x ≤ 126 (beyond, x is clamped), to 2e-7 relative. Adding 1.5·2²³ leaves the
     * nearest whole number in the low bits; a polynomial does the rest of ±½, and the whole number
     * is added to its exponent. Constants are vectors, since the JIT compiler gives up inlining
     * where a loop has many broadcasts.
     */
    static FloatVector powerOfTwo(FloatVector x) {
        FloatVector clamped = x.max(LOWEST).min(HIGHEST);
        FloatVector shifted = clamped.add(ROUNDING);
        FloatVector rest = clamped.sub(shifted.sub(ROUNDING));
        FloatVector p = rest.fma(P5, P4).fma(rest, P3).fma(rest, P2).fma(rest, P1).fma(rest, ONE);
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** 1 / (1 + e^−x). */
    static FloatVector sigmoid(FloatVector x) {
        return ONE.div(powerOfTwo(x.mul(-LOG2_E)).add(ONE));
    }

    /** Derivative of x · sigmoid(x), given both. */
    static FloatVector siluSlope(FloatVector x, FloatVector sigmoid) {
        return ONE.sub(sigmoid).fma(x, ONE).mul(sigmoid);
    }

    /**
     * Binary logarithm of x ≥ 0, to 2e-7 or so; of 0 it is −127. With m the mantissa between √½ and
     * √2 and t = (m − 1) / (m + 1), ln m = 2 (t + t³/3 + t⁵/5 + …).
     */
    static FloatVector logarithm(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector shifted = bits.sub(HALF_ROOT_BITS);
        FloatVector exponent =
                (FloatVector)
                        shifted.lanewise(VectorOperators.ASHR, MANTISSA_BITS)
                                .convert(VectorOperators.I2F, 0);
        FloatVector m = shifted.and(MANTISSA_MASK).add(HALF_ROOT_BITS).reinterpretAsFloats();
        FloatVector t = m.sub(1).div(m.add(1));
        FloatVector square = t.mul(t);
        FloatVector series =
                square.fma(L9, L7).fma(square, L5).fma(square, L3).fma(square, L1).mul(t);
        return series.add(exponent);
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
