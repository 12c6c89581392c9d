package org.mambascope.activation;

/**
 * Counts of values in equal bins.
 *
 * @param from lower edge of the first bin
 * @param to upper edge of the last bin
 * @param counts values per bin
 */
public record Histogram(double from, double to, long[] counts) {
    /** Number of bins. */
    public int bins() {
        return counts.length;
    }

    /** Width of a bin. */
    public double binWidth() {
        return (to - from) / counts.length;
    }

    /** Middle of a bin. */
    public double centre(int bin) {
        return from + (bin + 0.5) * binWidth();
    }
}
