package org.mambascope.report;

import org.mambascope.activation.Distribution;
import org.mambascope.activation.Histogram;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.activation.Resamples;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Statistics as a point with heavy tails shows them, made from random values with a fixed seed. */
public final class SampleStatistics {
    private static final int[] OUTLIERS = {26, 42, 44, 50, 103, 120};

    private SampleStatistics() {}

    /** 65 tokens with the class token in the middle, 128 channels of which some are far larger. */
    public static PointStatistics heavyTailed() {
        return heavyTailed(4, "out_proj");
    }

    public static PointStatistics heavyTailed(int block, String kind) {
        Random random = new Random(31L * block + kind.hashCode());
        int tokens = 65;
        int channels = 128;
        float[] tokenScale = new float[tokens];
        float[] channelScale = new float[channels];
        for (int t = 0; t < tokens; t++) {
            tokenScale[t] = t == 32 ? 0.25f : (float) Math.exp(0.8 * random.nextGaussian());
        }
        for (int c = 0; c < channels; c++) {
            channelScale[c] = (float) Math.exp(0.7 * random.nextGaussian());
        }
        for (int outlier : OUTLIERS) {
            channelScale[outlier] *= 8 + 20 * random.nextFloat();
        }
        float[][][] values = new float[8][tokens][channels];
        for (float[][] image : values) {
            for (int t = 0; t < tokens; t++) {
                for (int c = 0; c < channels; c++) {
                    image[t][c] =
                            (float)
                                    (0.05
                                                    * random.nextGaussian()
                                                    * Math.exp(0.7 * random.nextGaussian())
                                                    * tokenScale[t]
                                                    * channelScale[c]
                                            + 0.01);
                }
            }
        }
        return of(block, kind, classTokenInTheMiddle(), values, 0.94);
    }

    public static TokenOrder classTokenInTheMiddle() {
        int[] cells =
                IntStream.range(0, 65)
                        .map(i -> i < 32 ? i : i == 32 ? TokenOrder.CLASS_TOKEN : i - 1)
                        .toArray();
        return new TokenOrder(8, 8, cells);
    }

    /** Statistics of values (images, tokens, channels). */
    public static PointStatistics of(
            int block, String kind, TokenOrder order, float[][][] values, double correlation) {
        int tokens = values[0].length;
        int channels = values[0][0].length;
        float[] magnitude = new float[tokens * channels];
        for (float[][] image : values) {
            for (int t = 0; t < tokens; t++) {
                for (int c = 0; c < channels; c++) {
                    magnitude[t * channels + c] += Math.abs(image[t][c]) / values.length;
                }
            }
        }
        double[] all =
                Arrays.stream(values)
                        .flatMap(Arrays::stream)
                        .flatMapToDouble(
                                row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                        .sorted()
                        .toArray();
        return new PointStatistics(
                new ObservationPoint(
                        "layers." + block + ".mixer." + kind + ".input",
                        block,
                        kind,
                        channels,
                        order),
                values.length,
                profile(
                        tokens,
                        token ->
                                Arrays.stream(values)
                                        .flatMapToDouble(
                                                image ->
                                                        IntStream.range(0, channels)
                                                                .mapToDouble(c -> image[token][c]))
                                        .toArray()),
                profile(
                        channels,
                        channel ->
                                Arrays.stream(values)
                                        .flatMap(Arrays::stream)
                                        .mapToDouble(row -> row[channel])
                                        .toArray()),
                magnitude,
                new SortedValues(all),
                correlation,
                Resamples.NONE);
    }

    private static Profile profile(int size, IntFunction<double[]> valuesAt) {
        Profile profile =
                new Profile(new double[size], new double[size], new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            SortedValues values =
                    new SortedValues(Arrays.stream(valuesAt.apply(i)).sorted().toArray());
            profile.mean()[i] = values.mean();
            profile.variance()[i] = values.variance();
            profile.minimum()[i] = values.minimum();
            profile.maximum()[i] = values.maximum();
        }
        return profile;
    }

    /** A distribution that keeps all its values, ascending. */
    private record SortedValues(double[] values) implements Distribution {
        @Override
        public long count() {
            return values.length;
        }

        @Override
        public long nonFinite() {
            return 0;
        }

        @Override
        public double minimum() {
            return values[0];
        }

        @Override
        public double maximum() {
            return values[values.length - 1];
        }

        @Override
        public double mean() {
            return Arrays.stream(values).average().orElseThrow();
        }

        @Override
        public double variance() {
            return moment(2);
        }

        @Override
        public double kurtosis() {
            return moment(4) / Math.pow(moment(2), 2);
        }

        private double moment(int order) {
            double mean = mean();
            return Arrays.stream(values)
                    .map(value -> Math.pow(value - mean, order))
                    .average()
                    .orElseThrow();
        }

        @Override
        public double percentile(double percent) {
            return values[(int) Math.round(percent / 100 * (values.length - 1))];
        }

        @Override
        public Histogram histogram(int bins) {
            return histogram(bins, minimum(), maximum());
        }

        @Override
        public Histogram histogram(int bins, double from, double to) {
            long[] counts = new long[bins];
            double width = (to - from) / bins;
            for (double value : values) {
                if (value >= from && value <= to) {
                    counts[Math.min(bins - 1, width > 0 ? (int) ((value - from) / width) : 0)]++;
                }
            }
            return new Histogram(from, to, counts);
        }
    }
}
