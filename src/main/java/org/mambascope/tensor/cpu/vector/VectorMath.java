package org.mambascope.tensor.cpu.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Functions of vectors that the kernels share. */
public final class VectorMath {
    /** As wide as the processor likes it. */
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    public static final int LANES = SPECIES.length();

    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, shapeOf(Byte.SIZE));

    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, shapeOf(Short.SIZE));

    private static final int BYTE_MASK = 0xFF;

    public static final float LOG2_E = 1.442695f;
    public static final float LN_2 = 0.6931472f;

    private static final FloatVector ZERO = constant(0f);
    private static final FloatVector TWO = constant(2f);
    private static final FloatVector ONE = constant(1f);
    private static final FloatVector LOWEST = constant(-126f);
    private static final IntVector LOWEST_BITS = LOWEST.reinterpretAsInts();
    private static final FloatVector HIGHEST = constant(126f);

    /** 1.5 · 2²³. */
    private static final FloatVector ROUNDING = constant(12582912f);

    /** 2²². */
    private static final FloatVector WHOLE = constant(4194304f);

    /** 2^x on −½ … ½: the polynomial through its Chebyshev nodes, its constant set to 1. */
    private static final FloatVector P1 = constant(0.6931472f);

    private static final FloatVector P2 = constant(0.24022107f);
    private static final FloatVector P3 = constant(0.05550357f);
    private static final FloatVector P4 = constant(0.009676032f);
    private static final FloatVector P5 = constant(0.0013390863f);

    /** 2 artanh(s) = s (2 + 2/3 s² + 2/5 s⁴ + …). */
    private static final FloatVector S3 = constant(2 / 3f);

    private static final FloatVector S5 = constant(2 / 5f);
    private static final FloatVector S7 = constant(2 / 7f);
    private static final FloatVector S9 = constant(2 / 9f);
    private static final FloatVector S11 = constant(2 / 11f);

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

    /** 0.3275911 / √2. */
    private static final FloatVector HALF_ROOT_P = constant(0.23164189f);

    /** Half of Hastings' coefficients. */
    private static final FloatVector E1 = constant(0.127414796f);

    private static final FloatVector E2 = constant(-0.142248368f);
    private static final FloatVector E3 = constant(0.7107068705f);
    private static final FloatVector E4 = constant(-0.7265760135f);
    private static final FloatVector E5 = constant(0.5307027145f);

    private static final VectorShuffle<Float> BY_32 = rotation(32);
    private static final VectorShuffle<Float> BY_16 = rotation(16);
    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private VectorMath() {}

    /**
     * 2^x for −126 ≤ x ≤ 126 (beyond, x is clamped), to 2e-7 relative. Adding 1.5·2²³ leaves the
     * nearest whole number in the low bits; a polynomial does the rest of ±½, and the whole number
     * is added to its exponent. Constants are vectors, since the JIT compiler gives up inlining
     * where a loop has many broadcasts.
     */
    public static FloatVector powerOfTwo(FloatVector x) {
        return scaled(atMost(atLeast(x, LOWEST), HIGHEST));
    }

    /**
     * 2^x for x ≤ −0, as {@link #powerOfTwo} without its upper bound: what a scan spends its time
     * on. Of negative floats the greater one has the lesser bits.
     */
    public static FloatVector powerOfTwoBelowOne(FloatVector x) {
        return scaled(x.reinterpretAsInts().min(LOWEST_BITS).reinterpretAsFloats());
    }

    /**
     * The greater of x and a bound, without what {@link FloatVector#max} takes care of: that NaN
     * and the sign of zero come out as in {@link Math#max}, six instructions instead of two.
     */
    public static FloatVector atLeast(FloatVector x, FloatVector bound) {
        return x.blend(bound, x.lt(bound));
    }

    /** The lesser of x and a bound, as {@link #atLeast}. */
    public static FloatVector atMost(FloatVector x, FloatVector bound) {
        return x.blend(bound, bound.lt(x));
    }

    private static FloatVector scaled(FloatVector x) {
        FloatVector shifted = x.add(ROUNDING);
        FloatVector rest = x.sub(shifted.sub(ROUNDING));
        FloatVector p = growth(rest).fma(rest, ONE);
        return p.reinterpretAsInts().add(exponent(shifted)).reinterpretAsFloats();
    }

    /** (2^x − 1) / x for −½ ≤ x ≤ ½. */
    private static FloatVector growth(FloatVector x) {
        return x.fma(P5, P4).fma(x, P3).fma(x, P2).fma(x, P1);
    }

    /**
     * Converts a whole number, to which 1.5·2²³ was added, to the bits that it adds to a float's
     * exponent.
     */
    private static IntVector exponent(FloatVector shifted) {
        return shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    }

    /**
     * 1 − e^−x for x ≥ 0, to 2e-6 relative however small x is: with 2^−y = 2^n 2^r it is (1 − 2^n)
     * − 2^n (2^r − 1).
     */
    public static FloatVector oneMinusExponential(FloatVector x) {
        FloatVector y = atLeast(x.mul(-LOG2_E), LOWEST);
        FloatVector shifted = y.add(ROUNDING);
        FloatVector rest = y.sub(shifted.sub(ROUNDING));
        FloatVector power = ONE.reinterpretAsInts().add(exponent(shifted)).reinterpretAsFloats();
        return ONE.sub(power).sub(power.mul(growth(rest).mul(rest)));
    }

    /**
     * log(1 + e^x), to a few 1e-7 relative: max(x, 0) + log(1 + v) with v = e^−|x|, and log(1 + v)
     * = 2 artanh(v / (2 + v)), whose series converges fast up to the largest argument, ⅓.
     */
    public static FloatVector softplus(FloatVector x) {
        FloatVector v = powerOfTwoBelowOne(x.abs().mul(-LOG2_E));
        FloatVector s = v.div(v.add(TWO));
        FloatVector q = s.mul(s);
        FloatVector series = q.fma(S11, S9).fma(q, S7).fma(q, S5).fma(q, S3).fma(q, TWO);
        return s.fma(series, atLeast(x, ZERO));
    }

    /** 1 / (1 + e^−x). */
    public static FloatVector sigmoid(FloatVector x) {
        return ONE.div(powerOfTwo(x.mul(-LOG2_E)).add(ONE));
    }

    /**
     * x Φ(x) with Φ(−|x|) = t (e₁ + t (e₂ + …)) e^(−x²/2) and t = 1 / (1 + p |x| / √2): Hastings'
     * approximation, off by 1e-7 (Abramowitz and Stegun 7.1.26).
     */
    static FloatVector gelu(FloatVector x) {
        FloatVector t = ONE.div(x.abs().fma(HALF_ROOT_P, ONE));
        FloatVector series = t.fma(E5, E4).fma(t, E3).fma(t, E2).fma(t, E1).mul(t);
        FloatVector below = series.mul(powerOfTwoBelowOne(x.mul(x).mul(-LOG2_E / 2)));
        FloatVector tail = below.mul(x);
        return x.sub(tail).blend(tail, x.compare(VectorOperators.LE, 0));
    }

    /** The shape of as many numbers of so many bits, or the smallest that there is. */
    private static VectorShape shapeOf(int bits) {
        return VectorShape.forBitSize(Math.max(VectorShape.S_64_BIT.vectorBitSize(), LANES * bits));
    }

    /** The nearest whole numbers, ties to even, of numbers below 2²² in magnitude. */
    public static FloatVector nearestOfSmall(FloatVector x) {
        return x.add(ROUNDING).sub(ROUNDING);
    }

    /** Whole numbers from 0 to 255 as unsigned bytes; for vectors of 8 lanes and more. */
    public static ByteVector bytes(FloatVector whole) {
        return (ByteVector)
                whole.add(ROUNDING).reinterpretAsInts().convertShape(VectorOperators.I2B, BYTES, 0);
    }

    /** Whole numbers from 0 to 255 as numbers of 16 bits. */
    public static ShortVector shorts(FloatVector whole) {
        return (ShortVector)
                whole.add(ROUNDING)
                        .reinterpretAsInts()
                        .and(BYTE_MASK)
                        .convertShape(VectorOperators.I2S, SHORTS, 0);
    }

    /** The nearest whole numbers, ties to even; beyond 2²² floats are whole, or all but. */
    public static FloatVector nearest(FloatVector x) {
        return nearestOfSmall(x).blend(x, WHOLE.lt(x.abs()));
    }

    /** Derivative of x · sigmoid(x), given both. */
    public static FloatVector siluSlope(FloatVector x, FloatVector sigmoid) {
        return ONE.sub(sigmoid).fma(x, ONE).mul(sigmoid);
    }

    /**
     * Binary logarithm of x ≥ 0, to 2e-7 or so; of 0 it is −127. With m the mantissa between √½ and
     * √2 and t = (m − 1) / (m + 1), ln m = 2 (t + t³/3 + t⁵/5 + …).
     */
    public static FloatVector logarithm(FloatVector x) {
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

    /**
     * The sum of all lanes, by halves: always in the same order, which {@link
     * FloatVector#reduceLanes} leaves open, so that a method gives the same bits before and after
     * the JIT compiler has taken it.
     */
    public static float sum(FloatVector x) {
        FloatVector sum = x;
        if (LANES > 32) {
            sum = sum.add(sum.rearrange(BY_32));
        }
        if (LANES > 16) {
            sum = sum.add(sum.rearrange(BY_16));
        }
        if (LANES > 8) {
            sum = sum.add(sum.rearrange(BY_8));
        }
        if (LANES > 4) {
            sum = sum.add(sum.rearrange(BY_4));
        }
        if (LANES > 2) {
            sum = sum.add(sum.rearrange(BY_2));
        }
        if (LANES > 1) {
            sum = sum.add(sum.rearrange(BY_1));
        }
        return sum.lane(0);
    }

    private static VectorShuffle<Float> rotation(int lanes) {
        return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
