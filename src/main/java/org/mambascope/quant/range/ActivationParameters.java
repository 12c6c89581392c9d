package org.mambascope.quant.range;

import java.util.Arrays;
import java.util.Optional;

/** Steps and zero points of a layer's input: code = clamp(round(x / step) + zero, 0, top). */
public sealed interface ActivationParameters {
    /** Returns true if the input is quantised at all. */
    default boolean quantises() {
        return switch (this) {
            case None _ -> false;
            case Static _, Outliers _, Dynamic _ -> true;
        };
    }

    /** Steps and zero points where both are fixed at calibration; empty otherwise. */
    default Optional<Static> fixed() {
        return switch (this) {
            case Static fixed -> Optional.of(fixed);
            case Outliers _, Dynamic _, None _ -> Optional.empty();
        };
    }

    /**
     * Fixed at calibration. Arrays are not copied and must not be changed.
     *
     * @param steps one, or one per token position, above 0
     * @param zeros as many whole numbers, 0 … top
     */
    record Static(float[] steps, float[] zeros) implements ActivationParameters {
        public Static {
            if (steps.length == 0 || steps.length != zeros.length) {
                throw new IllegalArgumentException("every step has its zero point");
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Static(float[] otherSteps, float[] otherZeros)
                    && Arrays.equals(steps, otherSteps)
                    && Arrays.equals(zeros, otherZeros);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(steps) + Arrays.hashCode(zeros);
        }
    }

    /**
     * Symmetric static step sizes of inliers, found by calibration; outlier channels have 8 bits
     * and dynamic steps ({@link org.mambascope.tensor.cpu.fakequant.OutlierQuantiser}). Not copied
     * and must not be changed.
     *
     * @param steps one per token position, above 0
     */
    record Outliers(float[] steps) implements ActivationParameters {
        @Override
        public boolean equals(Object other) {
            return other instanceof Outliers(float[] otherSteps)
                    && Arrays.equals(steps, otherSteps);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(steps);
        }
    }

    /** Of every token when it comes. */
    record Dynamic() implements ActivationParameters {}

    /** None: the input stays in floating point. */
    record None() implements ActivationParameters {}
}
