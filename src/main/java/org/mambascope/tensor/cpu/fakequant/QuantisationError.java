package org.mambascope.tensor.cpu.fakequant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import org.mambascope.tensor.cpu.vector.VectorMath;

/**
 * Distance of values from their nearest quantisation levels: Σ |x − x̂|^power with x̂ =
 * (clamp(round(x / step) + zero, low, high) − zero) · step, ties rounded to even.
 *
 * @param power above 0
 */
public record QuantisationError(double power) {
    private static final double SQUARE = 2;

    /** Values whose errors are summed in 32 bits before they are added in 64. */
    private static final int STRETCH = 2048;

    /**
     * Sums over a stretch of values.
     *
     * @param from first of them
     * @param to one past the last
     */
    public double sum(
            float[] values, int from, int to, float step, float zero, float low, float high) {
        double sum = 0;
        for (int begin = from; begin < to; begin += STRETCH) {
            int end = Math.min(to, begin + STRETCH);
            sum += stretch(values, begin, end, step, zero, low, high);
        }
        return sum;
    }

    private double stretch(
            float[] values, int from, int to, float step, float zero, float low, float high) {
        FloatVector total = FloatVector.zero(VectorMath.SPECIES);
        boolean square = power == SQUARE;
        float half = (float) (power / 2);
        int i = from;
        for (; i + VectorMath.LANES <= to; i += VectorMath.LANES) {
            FloatVector x = FloatVector.fromArray(VectorMath.SPECIES, values, i);
            FloatVector error = squared(x, step, zero, low, high);
            total = total.add(square ? error : raised(error, half));
        }
        if (i < to) {
            VectorMask<Float> rest = VectorMath.SPECIES.indexInRange(i, to);
            FloatVector x = FloatVector.fromArray(VectorMath.SPECIES, values, i, rest);
            FloatVector error = squared(x, step, zero, low, high);
            total = total.add(square ? error : raised(error, half), rest);
        }
        return VectorMath.sum(total);
    }

    private static FloatVector squared(
            FloatVector x, float step, float zero, float low, float high) {
        FloatVector whole = VectorMath.nearest(x.div(step));
        FloatVector code =
                VectorMath.atMost(
                        VectorMath.atLeast(
                                whole.add(zero), FloatVector.broadcast(VectorMath.SPECIES, low)),
                        FloatVector.broadcast(VectorMath.SPECIES, high));
        FloatVector error = code.sub(zero).mul(step).sub(x);
        return error.mul(error);
    }

    private static FloatVector raised(FloatVector square, float half) {
        return VectorMath.powerOfTwo(VectorMath.logarithm(square).mul(half));
    }
}
