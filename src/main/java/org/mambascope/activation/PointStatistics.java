package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

/**
 * Statistics of a point of the model over a number of images.
 *
 * @param point of the values
 * @param images number of images
 * @param tokens per token position, over images and channels
 * @param channels per channel, over images and tokens
 * @param meanMagnitude mean |value| over images, row-major (tokens × channels)
 * @param values all values as one distribution
 * @param profileCorrelation mean Pearson correlation between two images' token-variance profiles: 1
 *     if the same positions are large in every image; NaN for fewer than two images
 * @param resamples the measures over other draws of these images
 */
public record PointStatistics(
        ObservationPoint point,
        long images,
        Profile tokens,
        Profile channels,
        float[] meanMagnitude,
        Distribution values,
        double profileCorrelation,
        Resamples resamples) {
    /** Mean |value| of one token and channel. */
    public float meanMagnitude(int token, int channel) {
        return meanMagnitude[token * point.channels() + channel];
    }

    /** Copy without {@link #meanMagnitude}, which takes most of the memory. */
    public PointStatistics withoutMagnitudes() {
        return new PointStatistics(
                point,
                images,
                tokens,
                channels,
                new float[0],
                values,
                profileCorrelation,
                resamples);
    }
}
