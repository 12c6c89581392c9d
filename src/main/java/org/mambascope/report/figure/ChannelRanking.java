package org.mambascope.report.figure;

import org.mambascope.activation.Profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Channels by their largest absolute value, the largest first, in multiples of the median channel.
 *
 * @param channels every channel, ranked
 * @param median median of the channels' largest absolute values
 */
record ChannelRanking(List<Channel> channels, double median) {
    /**
     * One channel.
     *
     * @param index its number
     * @param absoluteMaximum largest |value|
     * @param ratio that in multiples of the median; NaN where the median is 0
     */
    record Channel(int index, double absoluteMaximum, double ratio) {}

    static ChannelRanking of(Profile profile) {
        double[] maxima =
                IntStream.range(0, profile.size()).mapToDouble(profile::absoluteMaximum).toArray();
        double[] sorted = maxima.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median =
                sorted.length == 0
                        ? Double.NaN
                        : sorted.length % 2 == 1
                                ? sorted[half]
                                : (sorted[half - 1] + sorted[half]) / 2;
        return new ChannelRanking(
                IntStream.range(0, maxima.length)
                        .mapToObj(
                                i ->
                                        new Channel(
                                                i,
                                                maxima[i],
                                                median > 0 ? maxima[i] / median : Double.NaN))
                        .sorted(Comparator.comparingDouble(Channel::absoluteMaximum).reversed())
                        .toList(),
                median);
    }

    /** Channels from so many times the median on; none where the median is 0. */
    List<Channel> above(double threshold) {
        return channels.stream().filter(channel -> channel.ratio() > threshold).toList();
    }

    double largest() {
        return channels.isEmpty() ? Double.NaN : channels.getFirst().absoluteMaximum();
    }
}
