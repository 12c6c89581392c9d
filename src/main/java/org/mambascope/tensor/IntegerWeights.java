package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import java.nio.ByteBuffer;

/**
 * The weights of a linear layer as signed whole numbers: weight (o, k) is code times the step of
 * output o.
 *
 * @param outputs N
 * @param inputs K
 * @param codes (N, K), row-major, each from −127 to 127
 * @param steps (N), above 0
 */
public record IntegerWeights(int outputs, int inputs, byte[] codes, float[] steps) {
    /**
     * Weights of a layer.
     *
     * @throws IllegalArgumentException if sizes disagree or are 0, a code is −128 or a step is not
     *     positive
     */
    public IntegerWeights {
        if (codes.length != Math.multiplyExact(outputs, inputs) || steps.length != outputs) {
            throw new IllegalArgumentException(
                    "expected %d × %d codes and %d steps, found %d and %d"
                            .formatted(outputs, inputs, outputs, codes.length, steps.length));
        }
        if (outputs < 1 || inputs < 1) {
            throw new IllegalArgumentException(
                    "expected weights of at least 1 × 1, found %d × %d".formatted(outputs, inputs));
        }
        for (byte code : codes) {
            if (code == Byte.MIN_VALUE) {
                throw new IllegalArgumentException("a weight's code is −128, below −127");
            }
        }
        ActivationQuantiser.requirePositive("a weight's step", steps);
    }

    /** The largest magnitude among the codes. */
    public int largest() {
        int largest = 0;
        for (byte code : codes) {
            largest = Math.max(largest, Math.abs(code));
        }
        return largest;
    }

    /** The sum of each output's codes, (N); floats hold it exactly up to 2²⁴. */
    public float[] sums() {
        float[] sums = new float[outputs];
        for (int i = 0; i < codes.length; i++) {
            sums[i / inputs] += codes[i];
        }
        return sums;
    }

    /** The codes as 8-bit integers, (N, K). */
    public NDArray codes(NDManager owner) {
        return owner.create(ByteBuffer.wrap(codes), new Shape(outputs, inputs), DataType.INT8);
    }

    /** The codes as 32-bit floats, (N, K). */
    public NDArray floatingCodes(NDManager owner) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray values = codes(scope).toType(DataType.FLOAT32, false);
            values.attach(owner);
            return values;
        }
    }
}
