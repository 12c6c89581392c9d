package org.mambascope.activation;

import java.util.Arrays;

/**
 * Counts values on the grid of {@link LogarithmicHistogram}, without knowing their range
 * beforehand: a bin is a float's sign, exponent and first eight bits of its mantissa. An octave's
 * 256 counts (2 KB) are made when its first value comes, so that some 25 octaves of either sign
 * take 100 KB, whatever the number of values.
 */
final class DistributionAccumulator {
    private static final int BINS_PER_OCTAVE = 1 << LogarithmicHistogram.MANTISSA_BITS;
    private static final int OCTAVES = 256;

    /** Counts by sign and exponent; the octaves too small to tell from zero share one page. */
    private final long[][] pages = new long[2 * OCTAVES][];

    private final long[] nearZero = new long[BINS_PER_OCTAVE];
    private final long[] nonFinite = new long[BINS_PER_OCTAVE];
    private Moments moments = Moments.NONE;

    DistributionAccumulator() {
        for (int sign = 0; sign < pages.length; sign += OCTAVES) {
            Arrays.fill(pages, sign, sign + LogarithmicHistogram.FIRST_OCTAVE, nearZero);
            pages[sign + OCTAVES - 1] = nonFinite;
        }
    }

    /**
     * Adds {@code count} values from {@code from} on.
     *
     * @return the moments of the finite ones among these values
     */
    Moments add(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            int octave = bits >>> 23;
            long[] page = pages[octave];
            if (page == null) {
                page = new long[BINS_PER_OCTAVE];
                pages[octave] = page;
            }
            page[(bits >>> LogarithmicHistogram.SHIFT) & (BINS_PER_OCTAVE - 1)]++;
        }
        Moments added = Moments.of(values, from, 1, count);
        moments = moments.merge(added);
        return added;
    }

    /** Number of octaves, of both signs, that hold values: what the memory taken depends on. */
    int octaves() {
        int octaves = 0;
        for (int octave = LogarithmicHistogram.FIRST_OCTAVE; octave < OCTAVES - 1; octave++) {
            octaves += pages[octave] == null ? 0 : 1;
            octaves += pages[OCTAVES + octave] == null ? 0 : 1;
        }
        return octaves;
    }

    /** What was counted so far; more values may be added afterwards. */
    LogarithmicHistogram finish() {
        int capacity = octaves() * BINS_PER_OCTAVE + 1;
        int[] bins = new int[capacity];
        long[] through = new long[capacity];
        int size = 0;
        long total = 0;
        int last = (OCTAVES - 1) * BINS_PER_OCTAVE - 1;
        for (int bin = -last; bin <= last; bin++) {
            long count = count(bin);
            if (count > 0) {
                total += count;
                bins[size] = bin;
                through[size] = total;
                size++;
            }
        }
        return new LogarithmicHistogram(
                moments,
                Arrays.copyOf(bins, size),
                Arrays.copyOf(through, size),
                Arrays.stream(nonFinite).sum());
    }

    /** Values in a bin, numbered as in {@link LogarithmicHistogram}: negative below zero. */
    private long count(int bin) {
        if (bin == 0) {
            return Arrays.stream(nearZero).sum();
        }
        int magnitude = Math.abs(bin);
        int octave = magnitude >>> LogarithmicHistogram.MANTISSA_BITS;
        long[] page = pages[bin < 0 ? OCTAVES + octave : octave];
        return page == null || octave < LogarithmicHistogram.FIRST_OCTAVE
                ? 0
                : page[magnitude & (BINS_PER_OCTAVE - 1)];
    }
}
