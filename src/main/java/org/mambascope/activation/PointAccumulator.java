package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gathers the statistics of one point image by image, in memory that depends on tokens and channels
 * but not on the number of images. Neither the order of the images nor how they are split into
 * batches matters. Not safe for use by several threads at once.
 */
public final class PointAccumulator {
    private final ObservationPoint point;
    private final Moments[] tokens;
    private final Moments[] channels;
    private final float[] meanMagnitude;
    private final int[] profilePositions;
    private final ProfileCorrelation correlation;
    private final DistributionAccumulator values = new DistributionAccumulator();
    private final ImageGroups groups;
    private long images;

    public PointAccumulator(ObservationPoint point) {
        this.point = point;
        this.tokens = new Moments[point.tokens()];
        this.channels = new Moments[point.channels()];
        Arrays.fill(tokens, Moments.NONE);
        Arrays.fill(channels, Moments.NONE);
        this.meanMagnitude = new float[Math.multiplyExact(tokens.length, channels.length)];
        int[] cells = point.order().cells();
        // Padding is alike in all images and would make any two profiles look alike.
        this.profilePositions =
                IntStream.range(0, tokens.length)
                        .filter(token -> cells[token] != TokenOrder.PADDING)
                        .toArray();
        this.correlation = new ProfileCorrelation(profilePositions.length);
        this.groups = new ImageGroups(point, profilePositions);
    }

    /**
     * Adds images.
     *
     * @param batch row-major (images, tokens, channels); not kept
     * @throws IllegalArgumentException if that is not a whole number of images
     */
    public void add(float[] batch) {
        int size = meanMagnitude.length;
        if (batch.length % size != 0) {
            throw new IllegalArgumentException(
                    point.name()
                            + " has images of "
                            + tokens.length
                            + " tokens × "
                            + channels.length
                            + " channels, not a batch of "
                            + batch.length
                            + " values");
        }
        for (int start = 0; start < batch.length; start += size) {
            addImage(batch, start);
        }
    }

    private void addImage(float[] batch, int start) {
        ImageGroup group = groups.of(images++);
        double[] variances = new double[tokens.length];
        for (int token = 0; token < tokens.length; token++) {
            Moments row = values.add(batch, start + token * channels.length, channels.length);
            tokens[token] = tokens[token].merge(row);
            group.addToken(token, row);
            variances[token] = row.variance();
        }
        for (int channel = 0; channel < channels.length; channel++) {
            Moments column = Moments.of(batch, start + channel, channels.length, tokens.length);
            channels[channel] = channels[channel].merge(column);
            group.addChannel(channel, column);
        }
        correlation.add(IntStream.of(profilePositions).mapToDouble(i -> variances[i]).toArray());
        addMagnitudes(batch, start);
    }

    private void addMagnitudes(float[] batch, int start) {
        float weight = 1f / images;
        for (int i = 0; i < meanMagnitude.length; i++) {
            float change = (Math.abs(batch[start + i]) - meanMagnitude[i]) * weight;
            // Values that are not finite leave the mean as it was.
            meanMagnitude[i] += Math.abs(change) <= Float.MAX_VALUE ? change : 0;
        }
    }

    /** Point of the values. */
    public ObservationPoint point() {
        return point;
    }

    /** Number of images so far. */
    public long images() {
        return images;
    }

    /** A snapshot of everything added so far; more images may be added afterwards. */
    public PointStatistics finish() {
        return snapshot(meanMagnitude.clone(), groups.resampled());
    }

    /** Snapshot without mean magnitudes, which take most of the memory, and without resamples. */
    public PointStatistics outline() {
        return snapshot(new float[0], Resamples.NONE);
    }

    private PointStatistics snapshot(float[] magnitudes, Resamples resamples) {
        return new PointStatistics(
                point,
                images,
                profile(tokens),
                profile(channels),
                magnitudes,
                values.finish(),
                correlation.mean(),
                resamples);
    }

    private static Profile profile(Moments[] positions) {
        return new Profile(
                Arrays.stream(positions).mapToDouble(Moments::average).toArray(),
                Arrays.stream(positions).mapToDouble(Moments::variance).toArray(),
                Arrays.stream(positions).mapToDouble(Moments::minimum).toArray(),
                Arrays.stream(positions).mapToDouble(Moments::maximum).toArray());
    }
}
