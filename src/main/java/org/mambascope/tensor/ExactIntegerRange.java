package org.mambascope.tensor;

import ai.djl.engine.EngineException;

import java.util.Random;

/**
 * Over which codes a device multiplies integers exactly. Processors without instructions for it
 * (VNNI) add neighbouring products of an unsigned and a signed byte in 16 bits, where large ones
 * saturate; so the kernel is tested once, with the codes that would show it.
 */
public enum ExactIntegerRange {
    /** All of 8 bits. */
    FULL("Integers of 8 bits are multiplied exactly here."),

    /** One side within 7 bits. */
    SEVEN_BITS(
            "Integers are multiplied exactly here only if activations stay within 127 or weights"
                    + " within ±64, since this processor adds pairs of products in 16 bits: one"
                    + " side takes 7 bits."),

    /** None. */
    NONE("There is no exact integer kernel here: codes are multiplied as floats.");

    /** The largest activation whose product with any weight is exact in 7 bits. */
    public static final int SEVEN_BIT_ACTIVATION = 127;

    /** The largest weight whose product with any activation is exact in 7 bits. */
    public static final int SEVEN_BIT_WEIGHT = 64;

    private static final int LARGEST_ACTIVATION = 255;
    private static final int LARGEST_WEIGHT = 127;

    private final String sentence;

    ExactIntegerRange(String sentence) {
        this.sentence = sentence;
    }

    /** A device's way to multiply activation codes (rows, K) by weights: (rows, N). */
    @FunctionalInterface
    public interface Product {
        float[] multiply(float[] activations, IntegerWeights weights);
    }

    /** Explains the range to the user. */
    public String sentence() {
        return sentence;
    }

    /** Returns true if products of codes up to these magnitudes are exact. */
    public boolean allows(int largestActivation, int largestWeight) {
        return switch (this) {
            case FULL -> true;
            case SEVEN_BITS ->
                    largestActivation <= SEVEN_BIT_ACTIVATION || largestWeight <= SEVEN_BIT_WEIGHT;
            case NONE -> false;
        };
    }

    /** Tests a product against integers in Java. */
    public static ExactIntegerRange examine(Product product) {
        try {
            if (isExact(product, LARGEST_ACTIVATION, LARGEST_WEIGHT)) {
                return FULL;
            }
            return isExact(product, SEVEN_BIT_ACTIVATION, LARGEST_WEIGHT)
                            && isExact(product, LARGEST_ACTIVATION, SEVEN_BIT_WEIGHT)
                    ? SEVEN_BITS
                    : NONE;
        } catch (EngineException e) {
            return NONE;
        }
    }

    private static boolean isExact(Product product, int largestActivation, int largestWeight) {
        return isExact(product, 64, largestActivation, largestWeight)
                && isExact(product, 45, largestActivation, largestWeight);
    }

    /** The first rows hold nothing but the extremes, the others random codes. */
    private static boolean isExact(
            Product product, int inputs, int largestActivation, int largestWeight) {
        int rows = 32;
        int outputs = 24;
        Random random = new Random(inputs);
        float[] activations = new float[rows * inputs];
        for (int i = 0; i < activations.length; i++) {
            activations[i] =
                    switch (i / inputs) {
                        case 0 -> largestActivation;
                        case 1 -> largestActivation * random.nextInt(2);
                        default -> random.nextInt(largestActivation + 1);
                    };
        }
        byte[] weights = new byte[outputs * inputs];
        float[] steps = new float[outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    (byte)
                            switch (i / inputs) {
                                case 0 -> largestWeight;
                                case 1 -> -largestWeight;
                                case 2 -> largestWeight * (2 * random.nextInt(2) - 1);
                                default -> random.nextInt(2 * largestWeight + 1) - largestWeight;
                            };
            steps[i / inputs] = 1;
        }
        float[] products =
                product.multiply(activations, new IntegerWeights(outputs, inputs, weights, steps));
        for (int i = 0; i < products.length; i++) {
            int row = i / outputs * inputs;
            int column = i % outputs * inputs;
            int sum = 0;
            for (int k = 0; k < inputs; k++) {
                sum += ((int) activations[row + k]) * weights[column + k];
            }
            if (products[i] != sum) {
                return false;
            }
        }
        return true;
    }
}
