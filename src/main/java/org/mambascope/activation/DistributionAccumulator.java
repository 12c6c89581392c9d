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
        count(values, from, count);
        Moments added = Moments.of(values, from, 1, count);
        moments = moments.merge(added);
        return added;
    }

    private void count(float[] values, int from, int count) {
        // A local: read from the field in every turn, it halves the speed.
        long[][] octaves = pages;
        for (int i = from; i < from + count; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            long[] page = octaves[bits >>> 23];
            if (page == null) {
                page = new long[BINS_PER_OCTAVE];
                octaves[bits >>> 23] = page;
            }
            page[(bits >>> LogarithmicHistogram.SHIFT) & (BINS_PER_OCTAVE - 1)]++;
        }
    }

    /** Number of octaves, of both signs, that hold values: what the memory taken depends on. */
    int octaves() {
        long octaves =
                Arrays.stream(pages)
                        .filter(page -> page != null && page != nearZero && page != nonFinite)
                        .count();
        return Math.toIntExact(octaves);
    }

    /** Histogram of the values so far; more may be added afterwards. */
    LogarithmicHistogram finish() {
        Grid grid = new Grid(octaves() * BINS_PER_OCTAVE + 1);
        for (int octave = OCTAVES - 2; octave >= LogarithmicHistogram.FIRST_OCTAVE; octave--) {
            long[] page = pages[OCTAVES + octave];
            for (int i = BINS_PER_OCTAVE - 1; page != null && i >= 0; i--) {
                grid.add(-(octave * BINS_PER_OCTAVE + i), page[i]);
            }
        }
        grid.add(0, Arrays.stream(nearZero).sum());
        for (int octave = LogarithmicHistogram.FIRST_OCTAVE; octave < OCTAVES - 1; octave++) {
            long[] page = pages[octave];
            for (int i = 0; page != null && i < BINS_PER_OCTAVE; i++) {
                grid.add(octave * BINS_PER_OCTAVE + i, page[i]);
            }
        }
        return new LogarithmicHistogram(
                moments,
                Arrays.copyOf(grid.bins, grid.size),
                Arrays.copyOf(grid.through, grid.size),
                Arrays.stream(nonFinite).sum());
    }

    /** Takes bins from the lowest to the highest, and keeps those that hold values. */
    private static final class Grid {
        private final int[] bins;
        private final long[] through;
        private int size;
        private long total;

        Grid(int capacity) {
            bins = new int[capacity];
            through = new long[capacity];
        }

        void add(int bin, long count) {
            if (count > 0) {
                total += count;
                bins[size] = bin;
                through[size] = total;
                size++;
            }
        }
    }
}
