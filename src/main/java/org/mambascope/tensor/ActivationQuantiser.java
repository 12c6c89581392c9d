package org.mambascope.tensor;

import java.util.Arrays;
import java.util.Optional;

/**
 * Grid on which the input of a linear layer is quantised: token t's value x of channel k becomes
 * clamp(round(x / (smoothing k · step t)) + zero point t, 0, 2^bits − 1), halves rounded to even.
 *
 * @param steps above 0: one for all tokens, or one for each token position
 * @param zeroPoints whole numbers from 0 to 2^bits − 1, as many as steps
 * @param smoothing above 0, one for each channel; empty for 1
 * @param bits 2 to 8
 */
public record ActivationQuantiser(
        float[] steps, float[] zeroPoints, Optional<float[]> smoothing, int bits) {
    /**
     * A grid.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public ActivationQuantiser {
        if (bits < 2 || bits > 8) {
            throw new IllegalArgumentException("expected 2 to 8 bits, found " + bits);
        }
        if (steps.length == 0 || steps.length != zeroPoints.length) {
            throw new IllegalArgumentException(
                    "expected as many zero points as steps, found %d and %d"
                            .formatted(zeroPoints.length, steps.length));
        }
        for (float zeroPoint : zeroPoints) {
            if (zeroPoint < 0 || zeroPoint >= 1 << bits || zeroPoint != Math.rint(zeroPoint)) {
                throw new IllegalArgumentException(
                        "expected whole zero points from 0 to %d, found %s"
                                .formatted((1 << bits) - 1, zeroPoint));
            }
        }
        requirePositive("an activation's step", steps);
        smoothing.ifPresent(scales -> requirePositive("a smoothing scale", scales));
    }

    /** The token positions that have steps of their own; 1 if all share one. */
    public int tokens() {
        return steps.length;
    }

    /** 2^bits − 1. */
    public int largest() {
        return (1 << bits) - 1;
    }

    /** The smoothing scales of this many channels. */
    public float[] smoothing(int channels) {
        return smoothing.orElseGet(
                () -> {
                    float[] ones = new float[channels];
                    Arrays.fill(ones, 1f);
                    return ones;
                });
    }

    static void requirePositive(String what, float[] values) {
        for (float value : values) {
            if (!(value > 0 && Float.isFinite(value))) {
                throw new IllegalArgumentException(
                        "%s is %s, not above 0 and finite".formatted(what, value));
            }
        }
    }
}
