package org.mambascope.activation;

/**
 * A distribution counted on a logarithmic grid: 256 bins per power of two and sign, from 2⁻⁴⁰ on;
 * smaller magnitudes count as zero. A bin is at most 1/256 (0.4 %) of its values wide, which bounds
 * the relative error of percentiles and of places in a rebinned histogram; number, mean, variance,
 * kurtosis and extremes are exact. Values that are not finite are only counted. Everything is NaN
 * where there are no values.
 */
public final class LogarithmicHistogram implements Distribution {
    /** Leading bits of the mantissa that tell bins of one power of two apart. */
    static final int MANTISSA_BITS = 8;

    /** Bits of a float below those that make the bin. */
    static final int SHIFT = 23 - MANTISSA_BITS;

    /** Exponent field of the first power of two that is told from zero. */
    static final int FIRST_OCTAVE = Float.MAX_EXPONENT - 40;

    private final Moments moments;

    /** Bins with values, ascending: ±(the bits of its smallest magnitude >>> SHIFT), 0 for zero. */
    private final int[] bins;

    /** Number of values in each of these bins and all before it. */
    private final long[] through;

    private final long nonFinite;

    LogarithmicHistogram(Moments moments, int[] bins, long[] through, long nonFinite) {
        this.moments = moments;
        this.bins = bins;
        this.through = through;
        this.nonFinite = nonFinite;
    }

    /** Histogram of some values at once, such as a weight's. */
    public static LogarithmicHistogram of(float[] values) {
        DistributionAccumulator accumulator = new DistributionAccumulator();
        accumulator.add(values, 0, values.length);
        return accumulator.finish();
    }

    /** Number of finite values. */
    @Override
    public long count() {
        return moments.count();
    }

    /** Number of values that are infinite or NaN; nothing else here knows of them. */
    @Override
    public long nonFinite() {
        return nonFinite;
    }

    @Override
    public double minimum() {
        return moments.minimum();
    }

    @Override
    public double maximum() {
        return moments.maximum();
    }

    @Override
    public double mean() {
        return moments.average();
    }

    @Override
    public double variance() {
        return moments.variance();
    }

    /** Fourth standardised moment; NaN where all values are equal. */
    @Override
    public double kurtosis() {
        return moments.kurtosis();
    }

    /**
     * The value at rank {@code percent / 100 · (count − 1)} of the sorted values, counted from 0;
     * between two ranks, between their values. Exact at 0 and 100, elsewhere each of the two values
     * has a relative error of at most 0.4 %.
     */
    @Override
    public double percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("no percentile " + percent);
        }
        if (count() == 0) {
            return Double.NaN;
        }
        double rank = percent / 100 * (count() - 1);
        long lower = (long) rank;
        double below = valueAt(lower);
        double fraction = rank - lower;
        return fraction == 0 ? below : below + fraction * (valueAt(lower + 1) - below);
    }

    private double valueAt(long rank) {
        if (rank == 0) {
            return moments.smallest();
        }
        if (rank == count() - 1) {
            return moments.largest();
        }
        int first = 0;
        int end = bins.length - 1;
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (through[middle] > rank) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        double place = (rank - before(first) + 0.5) / (through[first] - before(first));
        return low(first) + place * (high(first) - low(first));
    }

    /**
     * Counts in equal bins from the smallest to the largest value; where all values are equal,
     * around them, at least from half below to half above.
     */
    @Override
    public Histogram histogram(int bins) {
        if (count() == 0) {
            return histogram(bins, -0.5, 0.5);
        }
        double from = moments.smallest();
        double to = moments.largest();
        if (from < to) {
            return histogram(bins, from, to);
        }
        // Half of one would vanish when added to the largest floats.
        double margin = Math.max(0.5, Math.abs(from) * 1e-6);
        return histogram(bins, from - margin, to + margin);
    }

    @Override
    public Histogram histogram(int bins, double from, double to) {
        if (bins < 1 || !(from < to)) {
            throw new IllegalArgumentException(bins + " bins from " + from + " to " + to);
        }
        long[] counts = new long[bins];
        long below = Math.round(below(from));
        for (int bin = 0; bin < bins; bin++) {
            double edge =
                    bin == bins - 1 ? Math.nextUp(to) : from + (bin + 1.0) / bins * (to - from);
            long next = Math.round(below(edge));
            counts[bin] = next - below;
            below = next;
        }
        return new Histogram(from, to, counts);
    }

    /** Number of values smaller than this, as if a bin's values lay evenly in it. */
    private double below(double value) {
        int first = 0;
        int end = bins.length;
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (high(middle) >= value) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        if (first == bins.length) {
            return count();
        }
        double low = low(first);
        double part = value > low ? (value - low) / (high(first) - low) : 0;
        return before(first) + part * (through[first] - before(first));
    }

    private long before(int index) {
        return index == 0 ? 0 : through[index - 1];
    }

    /** Lower edge of a bin, drawn in to the smallest value. */
    private double low(int index) {
        int bin = bins[index];
        return Math.max(bin < 0 ? -magnitude(1 - bin) : magnitude(bin), moments.smallest());
    }

    /** Upper edge of a bin, drawn in to the largest value. */
    private double high(int index) {
        int bin = bins[index];
        double edge = bin < 0 ? -magnitude(-bin) : bin == 0 ? 0 : magnitude(bin + 1);
        return Math.min(edge, moments.largest());
    }

    private static double magnitude(int bin) {
        return Float.intBitsToFloat(bin << SHIFT);
    }
}
