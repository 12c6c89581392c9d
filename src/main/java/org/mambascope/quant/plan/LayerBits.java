package org.mambascope.quant.plan;

import org.mambascope.base.Problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bits of a layer's weights and of its input, each 2 … 8, or 16 for none.
 *
 * @param weight bits of a weight
 * @param activation bits of an input value
 */
public record LayerBits(int weight, int activation) {
    /** Means floating point. */
    public static final int OFF = 16;

    /** Not quantised. */
    public static final LayerBits FLOATING = new LayerBits(OFF, OFF);

    private static final Pattern TEXT = Pattern.compile("[wW](\\d{1,2})[aA](\\d{1,2})");
    static final int FEWEST = 2;
    static final int MOST = 8;

    /** Bits that a layer can have, for the user. */
    static final String POSSIBLE =
            "%d to %d bits, or %d for floating point".formatted(FEWEST, MOST, OFF);

    public LayerBits {
        require("weights", weight);
        require("activations", activation);
    }

    /**
     * Bits as {@link #toString} has them, in either case.
     *
     * @throws Problem if the text is something else, or bits are out of range
     */
    public static LayerBits parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new Problem(
                    "Expected bits of weights and activations such as w4a8, found %s: give both, each %s."
                            .formatted(text, POSSIBLE));
        }
        return new LayerBits(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static void require(String what, int bits) {
        if (!isPossible(bits)) {
            throw new Problem(
                    "Expected %d to %d bits for %s, or %d for floating point, found %d: choose one of these."
                            .formatted(FEWEST, MOST, what, OFF, bits));
        }
    }

    /** Returns true if a layer can have this number of bits. */
    static boolean isPossible(int bits) {
        return bits == OFF || bits >= FEWEST && bits <= MOST;
    }

    /** Returns true if weights are quantised. */
    public boolean quantisesWeights() {
        return weight != OFF;
    }

    /** Returns true if the input is quantised. */
    public boolean quantisesActivations() {
        return activation != OFF;
    }

    /** Returns true if nothing is quantised. */
    public boolean isFloating() {
        return equals(FLOATING);
    }

    /** The largest code of a weight; the smallest is its negative. */
    public int topWeightCode() {
        return topWeightCode(weight);
    }

    /** The largest code of an input value; the smallest is 0. */
    public int topActivationCode() {
        return topActivationCode(activation);
    }

    /**
     * Effect of a relative change of a step at this number of bits, 1 at four: the outermost of
     * 2^bits levels moves by as many levels.
     */
    public static float sensitivity(int bits) {
        return bits == OFF ? 1 : Math.min(1, 16f / (1 << bits));
    }

    /** 2^(bits − 1) − 1. */
    public static int topWeightCode(int bits) {
        return (1 << bits - 1) - 1;
    }

    /** 2^bits − 1. */
    static int topActivationCode(int bits) {
        return (1 << bits) - 1;
    }

    /** As {@code W4A8}. */
    @Override
    public String toString() {
        return "W" + weight + "A" + activation;
    }
}
