package org.mambascope.activation;

/**
 * Statistics at each position of one axis, token positions or channels, over all images and all
 * positions of the other axis.
 *
 * @param mean mean value
 * @param variance population variance around that mean
 * @param minimum smallest value
 * @param maximum largest value
 */
public record Profile(double[] mean, double[] variance, double[] minimum, double[] maximum) {
    public Profile {
        if (variance.length != mean.length
                || minimum.length != mean.length
                || maximum.length != mean.length) {
            throw new IllegalArgumentException("a profile's four arrays must be equally long");
        }
    }

    /** Number of positions. */
    public int size() {
        return mean.length;
    }

    /** Largest absolute value at a position. */
    public double absoluteMaximum(int position) {
        return Math.max(Math.abs(minimum[position]), Math.abs(maximum[position]));
    }

    /** Standard deviation at a position. */
    public double deviation(int position) {
        return Math.sqrt(variance[position]);
    }
}
