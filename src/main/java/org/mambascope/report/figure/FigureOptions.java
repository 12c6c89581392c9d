package org.mambascope.report.figure;

import org.mambascope.activation.ChannelOutliers;
import org.mambascope.activation.PointStatistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The user's choices for figures of a point.
 *
 * @param selectedToken the token position to mark
 * @param outlierThreshold multiple of the median channel's largest value from which on a channel is
 *     an outlier; positive
 * @param bins of the histogram, 1 … 10,000
 * @param levelBits the bits whose quantisation levels are drawn over the histogram, 1 … 16
 * @param logarithmicCount whether the histogram counts on a logarithmic scale
 * @param percentiles whether the histogram marks percentiles
 * @param quantity kind of the values
 * @param overlaid statistics of single images, to draw over those of all images
 * @param comparison another model on the same axes
 */
public record FigureOptions(
        OptionalInt selectedToken,
        double outlierThreshold,
        int bins,
        OptionalInt levelBits,
        boolean logarithmicCount,
        boolean percentiles,
        Quantity quantity,
        List<PointStatistics> overlaid,
        Optional<OverlaidModel> comparison) {
    /** Nothing selected, outliers from 6 times the median on, 110 bins, logarithmic count. */
    public static final FigureOptions DEFAULT =
            new FigureOptions(
                    OptionalInt.empty(),
                    ChannelOutliers.DEFAULT_THRESHOLD,
                    110,
                    OptionalInt.empty(),
                    true,
                    false,
                    Quantity.ACTIVATION,
                    List.of(),
                    Optional.empty());

    public FigureOptions {
        overlaid = List.copyOf(overlaid);
        if (!(outlierThreshold > 0)) {
            throw new IllegalArgumentException("outlier threshold " + outlierThreshold);
        }
        if (bins < 1 || bins > 10_000) {
            throw new IllegalArgumentException(bins + " bins");
        }
        if (levelBits.isPresent() && (levelBits.getAsInt() < 1 || levelBits.getAsInt() > 16)) {
            throw new IllegalArgumentException(levelBits.getAsInt() + " bits");
        }
    }

    /** Marks this token. */
    public FigureOptions withSelectedToken(OptionalInt token) {
        return new FigureOptions(
                token,
                outlierThreshold,
                bins,
                levelBits,
                logarithmicCount,
                percentiles,
                quantity,
                overlaid,
                comparison);
    }

    /** Calls a channel an outlier from this many times the median on. */
    public FigureOptions withOutlierThreshold(double threshold) {
        return new FigureOptions(
                selectedToken,
                threshold,
                bins,
                levelBits,
                logarithmicCount,
                percentiles,
                quantity,
                overlaid,
                comparison);
    }

    /** Counts in this many bins. */
    public FigureOptions withBins(int number) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                number,
                levelBits,
                logarithmicCount,
                percentiles,
                quantity,
                overlaid,
                comparison);
    }

    /** Draws the levels of this many bits over the histogram. */
    public FigureOptions withLevelBits(OptionalInt bits) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                bits,
                logarithmicCount,
                percentiles,
                quantity,
                overlaid,
                comparison);
    }

    /** Counts on a logarithmic scale or a linear one. */
    public FigureOptions withLogarithmicCount(boolean logarithmic) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                levelBits,
                logarithmic,
                percentiles,
                quantity,
                overlaid,
                comparison);
    }

    /** Marks percentiles or not. */
    public FigureOptions withPercentiles(boolean marked) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                levelBits,
                logarithmicCount,
                marked,
                quantity,
                overlaid,
                comparison);
    }

    /** Says what the values are. */
    public FigureOptions withQuantity(Quantity values) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                levelBits,
                logarithmicCount,
                percentiles,
                values,
                overlaid,
                comparison);
    }

    /** Draws single images over what all of them show. */
    public FigureOptions withOverlaid(List<PointStatistics> images) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                levelBits,
                logarithmicCount,
                percentiles,
                quantity,
                images,
                comparison);
    }

    /** Draws another model on the same axes. */
    public FigureOptions withComparison(Optional<OverlaidModel> other) {
        return new FigureOptions(
                selectedToken,
                outlierThreshold,
                bins,
                levelBits,
                logarithmicCount,
                percentiles,
                quantity,
                overlaid,
                other);
    }

    /** Another model, if it is to be drawn over the figure's own. */
    Optional<OverlaidModel> drawnOver() {
        return comparison.filter(OverlaidModel::drawn);
    }

    /** Everything that axes reach for: a figure's own statistics, single images, another model. */
    Stream<PointStatistics> drawn(PointStatistics own) {
        return Stream.concat(
                Stream.concat(Stream.of(own), overlaid.stream()),
                comparison.stream().map(OverlaidModel::statistics));
    }
}
