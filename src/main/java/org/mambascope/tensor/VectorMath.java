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
    static final float LOG2_E = 1.442695041f;
    static final float LN_2 = 0.6931471806f;

    /** 2^x on −½ … ½: the polynomial through its Chebyshev nodes, its constant set to 1. */
    private static final float P1 = 0.69314718f;

    private static final float P2 = 0.24022107f;
    private static final float P3 = 0.05550357f;
    private static final float P4 = 0.009676032f;
    private static final float P5 = 0.0013390863f;

    private VectorMath() {}

    /**
     * 2^x for −126 ≤ x ≤ 126 (beyond, x is clamped), to 2e-7 relative. Adding 1.5·2²³ leaves the
     * nearest whole number in the low bits; a polynomial does the rest of ±½, and the whole number
     * is added to its exponent.
     */
    static FloatVector powerOfTwo(FloatVector x) {
        FloatVector clamped = x.max(-126f).min(126f);
        FloatVector shifted = clamped.add(12582912f);
        FloatVector rest = clamped.sub(shifted.sub(12582912f));
        FloatVector p = rest.fma(broadcast(P5), broadcast(P4));
        p = p.fma(rest, broadcast(P3));
        p = p.fma(rest, broadcast(P2));
        p = p.fma(rest, broadcast(P1));
        p = p.fma(rest, broadcast(1f));
        IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /** 1 / (1 + e^−x). */
    static FloatVector sigmoid(FloatVector x) {
        return broadcast(1f).div(powerOfTwo(x.mul(-LOG2_E)).add(1f));
    }

    /** Derivative of x · sigmoid(x), given both. */
    static FloatVector siluSlope(FloatVector x, FloatVector sigmoid) {
        FloatVector one = broadcast(1f);
        return one.sub(sigmoid).fma(x, one).mul(sigmoid);
    }

    private static FloatVector broadcast(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
