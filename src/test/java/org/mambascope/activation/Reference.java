package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Slow and obvious statistics of values kept in full, to compare with. */
final class Reference {
    private final ObservationPoint point;
    private final float[] values;

    Reference(ObservationPoint point, float[] values) {
        this.point = point;
        this.values = values;
    }

    ObservationPoint point() {
        return point;
    }

    float[] values() {
        return values;
    }

    /** Values with long tails, and a mean that naive sums of squares would drown in. */
    static Reference random(long seed, int images, int tokens, int channels) {
        Random random = new Random(seed);
        float[] values = new float[images * tokens * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    (float) (random.nextGaussian() * Math.exp(2 * random.nextGaussian()) + 0.1 * i);
        }
        return new Reference(point(tokens, channels), values);
    }

    static ObservationPoint point(int tokens, int channels) {
        return point(TokenOrder.rowMajor(1, tokens), channels);
    }

    static ObservationPoint point(TokenOrder order, int channels) {
        return new ObservationPoint(
                "layers.4.mixer.out_proj.input", 4, "out_proj", channels, order);
    }

    static PointStatistics statistics(ObservationPoint point, float... values) {
        PointAccumulator accumulator = new PointAccumulator(point);
        accumulator.add(values);
        return accumulator.finish();
    }

    PointStatistics statistics() {
        return statistics(point, values);
    }

    int images() {
        return values.length / (point.tokens() * point.channels());
    }

    double value(int image, int token, int channel) {
        return values[(image * point.tokens() + token) * point.channels() + channel];
    }

    double[] all() {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    double[] ofToken(int token) {
        return IntStream.range(0, images()).boxed().flatMapToDouble(i -> row(i, token)).toArray();
    }

    double[] ofChannel(int channel) {
        return IntStream.range(0, images())
                .boxed()
                .flatMapToDouble(
                        image ->
                                IntStream.range(0, point.tokens())
                                        .mapToDouble(token -> value(image, token, channel)))
                .toArray();
    }

    double meanMagnitude(int token, int channel) {
        return IntStream.range(0, images())
                .mapToDouble(image -> Math.abs(value(image, token, channel)))
                .average()
                .orElseThrow();
    }

    /** Mean over all pairs of different images, pair by pair. */
    double profileCorrelation() {
        double[][] profiles =
                IntStream.range(0, images())
                        .mapToObj(
                                image ->
                                        IntStream.range(0, point.tokens())
                                                .mapToDouble(
                                                        token ->
                                                                variance(
                                                                        row(image, token)
                                                                                .toArray()))
                                                .toArray())
                        .toArray(double[][]::new);
        return IntStream.range(0, profiles.length)
                .boxed()
                .flatMapToDouble(
                        i ->
                                IntStream.range(i + 1, profiles.length)
                                        .mapToDouble(j -> correlation(profiles[i], profiles[j])))
                .average()
                .orElseThrow();
    }

    private DoubleStream row(int image, int token) {
        return IntStream.range(0, point.channels())
                .mapToDouble(channel -> value(image, token, channel));
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    static double variance(double[] values) {
        return centralMoment(values, 2);
    }

    static double kurtosis(double[] values) {
        return centralMoment(values, 4) / Math.pow(variance(values), 2);
    }

    private static double centralMoment(double[] values, int order) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> Math.pow(value - mean, order))
                .average()
                .orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double covariance =
                IntStream.range(0, a.length)
                        .mapToDouble(i -> (a[i] - meanA) * (b[i] - meanB))
                        .average()
                        .orElseThrow();
        return covariance / Math.sqrt(variance(a) * variance(b));
    }
}
