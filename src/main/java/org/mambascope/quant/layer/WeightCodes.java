package org.mambascope.quant.layer;

import java.util.Arrays;

/**
 * Quantised weights: weight = code · step of its row. Arrays are not copied and must not be
 * changed.
 *
 * @param outputs N
 * @param inputs K
 * @param codes N × K whole numbers, from −top to top
 * @param steps per row, N, above 0
 */
public record WeightCodes(int outputs, int inputs, byte[] codes, float[] steps) {
    public WeightCodes {
        if (codes.length != outputs * inputs || steps.length != outputs) {
            throw new IllegalArgumentException(
                    "%d × %d weights have as many codes and %d steps, found %d and %d"
                            .formatted(outputs, inputs, outputs, codes.length, steps.length));
        }
    }

    /**
     * Rounds weights to the nearest code, ties to even.
     *
     * @param weights N × K
     * @param top the largest code
     */
    public static WeightCodes nearest(float[] weights, float[] steps, int top) {
        int inputs = weights.length / steps.length;
        byte[] codes = new byte[weights.length];
        for (int i = 0; i < codes.length; i++) {
            double code = Math.rint(weights[i] / steps[i / inputs]);
            codes[i] = (byte) Math.clamp(code, -top, top);
        }
        return new WeightCodes(steps.length, inputs, codes, steps);
    }

    /**
     * The nearest codes of a smaller range: rows that reach further get coarser steps.
     *
     * @param top the largest code allowed
     */
    public WeightCodes within(int top) {
        byte[] smaller = new byte[codes.length];
        float[] coarser = new float[outputs];
        for (int row = 0; row < outputs; row++) {
            int largest = top;
            for (int i = row * inputs; i < (row + 1) * inputs; i++) {
                largest = Math.max(largest, Math.abs(codes[i]));
            }
            for (int i = row * inputs; i < (row + 1) * inputs; i++) {
                smaller[i] = (byte) Math.rint(codes[i] * (double) top / largest);
            }
            coarser[row] = steps[row] * largest / top;
        }
        return new WeightCodes(outputs, inputs, smaller, coarser);
    }

    /** The dequantised weights, N × K. */
    public float[] values() {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i] * steps[i / inputs];
        }
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightCodes(int n, int k, byte[] otherCodes, float[] otherSteps)
                && n == outputs
                && k == inputs
                && Arrays.equals(codes, otherCodes)
                && Arrays.equals(steps, otherSteps);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(codes) + Arrays.hashCode(steps);
    }
}
