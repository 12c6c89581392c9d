package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Images of a point dealt out in turn to at most {@link #MOST} groups, to compute each {@link
 * Measure} again for groups drawn with replacement (the bootstrap over clusters; Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993). Up to that number of images each is a group
 * by itself, so that images are drawn. With more of them a group represents several: memory does
 * not depend on the number of images, and the contribution of a single image is left out in as many
 * draws, (1 − 1/n)ⁿ, near 36 %.
 */
final class ImageGroups {
    /** Number of groups. */
    static final int MOST = 16;

    private static final long SEED = 14;

    private final ObservationPoint point;
    private final int[] positions;
    private final List<ImageGroup> groups = new ArrayList<>();

    /**
     * @param positions tokens that count, without padding
     */
    ImageGroups(ObservationPoint point, int[] positions) {
        this.point = point;
        this.positions = positions.clone();
    }

    /** The group of an image, counted from 0. */
    ImageGroup of(long image) {
        if (image == groups.size() && image < MOST) {
            groups.add(new ImageGroup(point.tokens(), point.channels()));
        }
        return groups.get((int) (image % MOST));
    }

    /** All measures for each draw: the same draws at all points with as many images. */
    Resamples resampled() {
        if (groups.size() < 2) {
            return Resamples.NONE;
        }
        Map<Measure, double[]> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, new double[Resamples.COUNT]);
        }
        Random random = new Random(SEED);
        for (int draw = 0; draw < Resamples.COUNT; draw++) {
            int[] times = new int[groups.size()];
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++;
            }
            for (Measure measure : Measure.values()) {
                values.get(measure)[draw] = of(measure, times);
            }
        }
        return new Resamples(values);
    }

    /**
     * A measure of some groups.
     *
     * @param times number of times that each of them is taken
     */
    double of(Measure measure, int[] times) {
        return switch (measure) {
            case TOKEN_VARIANCE -> Positions.largestOverMedian(variances(times));
            case OUTLIER_RATIO -> Positions.largestOverMedian(maxima(times));
            case KURTOSIS -> values(times).kurtosis();
        };
    }

    private double[] variances(int[] times) {
        double[] variances = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            variances[i] = variance(positions[i], times);
        }
        return variances;
    }

    private double variance(int token, int[] times) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < times.length; i++) {
            ImageGroup group = groups.get(i);
            double added = (double) times[i] * group.count(token);
            if (added > 0) {
                double change = group.mean(token) - mean;
                double share = added / (count + added);
                squares += times[i] * group.squares(token) + change * change * share * count;
                mean += change * share;
                count += added;
            }
        }
        return squares / count;
    }

    private double[] maxima(int[] times) {
        double[] maxima = new double[point.channels()];
        Arrays.fill(maxima, ImageGroup.NO_VALUE);
        for (int i = 0; i < times.length; i++) {
            for (int channel = 0; times[i] > 0 && channel < maxima.length; channel++) {
                maxima[channel] = Math.max(maxima[channel], groups.get(i).absoluteMaximum(channel));
            }
        }
        for (int channel = 0; channel < maxima.length; channel++) {
            if (maxima[channel] == ImageGroup.NO_VALUE) {
                maxima[channel] = Double.NaN;
            }
        }
        return maxima;
    }

    private Moments values(int[] times) {
        Moments together = Moments.NONE;
        for (int i = 0; i < times.length; i++) {
            for (int time = 0; time < times[i]; time++) {
                together = together.merge(groups.get(i).values());
            }
        }
        return together;
    }
}
