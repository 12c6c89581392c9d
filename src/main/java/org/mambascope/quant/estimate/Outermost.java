package org.mambascope.quant.estimate;

import org.mambascope.quant.range.CalibrationInput;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Rows of a layer's input that a range from the smallest to the largest value depends on. */
final class Outermost {
    private static final int LONGEST = 2;

    private Outermost() {}

    /**
     * Those with the largest values of either sign, as they come and smoothed, and the longest
     * smoothed ones, whose values are likely the largest on any axes; then others, spread evenly.
     *
     * @param scales of usual smoothing (K)
     * @param count number of rows
     * @return count × K
     */
    static float[] of(CalibrationInput all, float[] scales, int count) {
        Set<Integer> chosen = new LinkedHashSet<>();
        float[] plain = all.values();
        float[] smoothed = all.dividedBy(scales).values();
        int channels = all.channels();
        for (float[] values : new float[][] {plain, smoothed}) {
            for (int sign = -1; sign <= 1; sign += 2) {
                int side = sign;
                chosen.addAll(most(all, 1, row -> largest(values, row * channels, channels, side)));
            }
        }
        chosen.addAll(most(all, LONGEST, row -> square(smoothed, row * channels, channels)));
        int total = plain.length / channels;
        for (int i = 0; i < count; i++) {
            chosen.add((int) ((i + 0.5) * total / count));
        }
        float[] rows = new float[count * channels];
        int[] places = chosen.stream().limit(count).mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < count; i++) {
            int from = places[Math.min(i, places.length - 1)] * channels;
            System.arraycopy(plain, from, rows, i * channels, channels);
        }
        return rows;
    }

    /** So many rows of which most is found. */
    private static Set<Integer> most(CalibrationInput all, int count, IntToDoubleFunction of) {
        int rows = all.values().length / all.channels();
        Set<Integer> most = new LinkedHashSet<>();
        double[] sizes = IntStream.range(0, rows).mapToDouble(of).toArray();
        for (int i = 0; i < Math.min(count, rows); i++) {
            int best = 0;
            for (int row = 1; row < rows; row++) {
                best = sizes[row] > sizes[best] ? row : best;
            }
            most.add(best);
            sizes[best] = Double.NEGATIVE_INFINITY;
        }
        return most;
    }

    private static double largest(float[] values, int from, int count, int sign) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, sign * values[i]);
        }
        return largest;
    }

    private static double square(float[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += (double) values[i] * values[i];
        }
        return sum;
    }
}
