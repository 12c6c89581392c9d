package org.mambascope.activation;

/** Distribution of single values, whatever token and channel they come from. */
public interface Distribution {
    /** Number of values. */
    long count();

    /** Number of further values that are infinite or NaN: nothing else here knows of them. */
    long nonFinite();

    /** Smallest value. */
    double minimum();

    /** Largest value. */
    double maximum();

    /** Mean. */
    double mean();

    /** Population variance. */
    double variance();

    /** Fourth standardised moment: 3 for a normal distribution, more with longer tails. */
    double kurtosis();

    /**
     * The value below which {@code percent} of all values lie.
     *
     * @param percent 0 … 100
     */
    double percentile(double percent);

    /** Counts in equal bins from the smallest to the largest value. */
    Histogram histogram(int bins);

    /**
     * Counts in equal bins between two values; the last bin includes {@code to}. Values outside are
     * not counted.
     */
    Histogram histogram(int bins, double from, double to);
}
