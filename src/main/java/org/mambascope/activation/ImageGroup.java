package org.mambascope.activation;

import java.util.Arrays;

/** Statistics that {@link ImageGroups} keeps of some images: enough for any {@link Measure}. */
final class ImageGroup {
    /** Instead of the largest absolute value of a channel without finite values. */
    static final double NO_VALUE = -1;

    private final long[] counts;
    private final double[] means;
    private final double[] squares;
    private final double[] maxima;
    private Moments values = Moments.NONE;

    ImageGroup(int tokens, int channels) {
        counts = new long[tokens];
        means = new double[tokens];
        squares = new double[tokens];
        maxima = new double[channels];
        Arrays.fill(maxima, NO_VALUE);
    }

    /** Adds one image's values of a token. */
    void addToken(int token, Moments row) {
        values = values.merge(row);
        if (row.count() > 0) {
            long together = counts[token] + row.count();
            double change = row.mean() - means[token];
            double share = (double) row.count() / together;
            squares[token] += row.squares() + change * change * share * counts[token];
            means[token] += change * share;
            counts[token] = together;
        }
    }

    /** Adds one image's values of a channel. */
    void addChannel(int channel, Moments column) {
        if (column.count() > 0) {
            double largest = Math.max(Math.abs(column.smallest()), Math.abs(column.largest()));
            maxima[channel] = Math.max(maxima[channel], largest);
        }
    }

    /** Number of finite values of a token. */
    long count(int token) {
        return counts[token];
    }

    /** Mean of a token's values. */
    double mean(int token) {
        return means[token];
    }

    /** Σ (value − mean)² of a token's values. */
    double squares(int token) {
        return squares[token];
    }

    /** Largest absolute value of a channel; {@link #NO_VALUE} for none. */
    double absoluteMaximum(int channel) {
        return maxima[channel];
    }

    /** Of all values. */
    Moments values() {
        return values;
    }
}
