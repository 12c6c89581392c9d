package org.mambascope.model.detection.box;

import java.util.Arrays;

/** Order of scores from the highest to the lowest; equal ones keep their order. */
public final class DescendingOrder {
    private static final long INDEX = 0xffff_ffffL;

    private DescendingOrder() {}

    /** Numbers of all scores, that of the highest first. */
    public static int[] of(float[] scores) {
        return first(scores, scores.length);
    }

    /** As {@link #of}, at most so many. */
    public static int[] first(float[] scores, int most) {
        long[] keys = new long[scores.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) descending(scores[i]) << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[Math.min(most, keys.length)];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (keys[i] & INDEX);
        }
        return order;
    }

    /** A number that is the smaller the larger the score; both zeros have the same. */
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score + 0f);
        int ascending = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        return ~ascending;
    }
}
