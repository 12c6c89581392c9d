package org.mambascope.activation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Channels far above the rest: those whose largest absolute value exceeds {@code threshold} times
 * the median channel's largest absolute value.
 *
 * @param threshold factor above the median
 * @param median largest absolute value of the median channel
 * @param channels the outliers, the largest first
 * @param largestOverMedian ratio of the largest channel, outlier or not; NaN where all is 0, ∞
 *     where only the median is
 */
public record ChannelOutliers(
        double threshold, double median, List<Outlier> channels, double largestOverMedian) {
    /** Default threshold. */
    public static final double DEFAULT_THRESHOLD = 6;

    /**
     * A channel above the threshold.
     *
     * @param channel its index
     * @param absoluteMaximum its largest absolute value
     * @param ratio that over the median channel's
     */
    public record Outlier(int channel, double absoluteMaximum, double ratio) {}

    public ChannelOutliers {
        channels = List.copyOf(channels);
    }

    /** By the default threshold. */
    public static ChannelOutliers of(PointStatistics statistics) {
        return of(statistics, DEFAULT_THRESHOLD);
    }

    /** By a threshold of the user's. */
    public static ChannelOutliers of(PointStatistics statistics, double threshold) {
        Profile channels = statistics.channels();
        double[] maxima =
                IntStream.range(0, channels.size())
                        .mapToDouble(channels::absoluteMaximum)
                        .toArray();
        double median = Positions.median(maxima);
        List<Outlier> outliers =
                IntStream.range(0, maxima.length)
                        .filter(channel -> maxima[channel] > threshold * median)
                        .mapToObj(
                                channel ->
                                        new Outlier(
                                                channel, maxima[channel], maxima[channel] / median))
                        .sorted(Comparator.comparingDouble(Outlier::absoluteMaximum).reversed())
                        .toList();
        return new ChannelOutliers(threshold, median, outliers, Positions.largest(maxima) / median);
    }
}
