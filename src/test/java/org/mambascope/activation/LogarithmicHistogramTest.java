package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

class LogarithmicHistogramTest {
    private static final double RELATIVE_ERROR = 0.004;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 5, 25, 50, 75, 95, 99, 99.9, 99.99, 100})
    void percentilesAreThoseOfTheSortedValues(double percent) {
        float[] values = longTailed(20_000);
        LogarithmicHistogram histogram = LogarithmicHistogram.of(values);

        double expected = percentile(values, percent);

        assertThat(histogram.percentile(percent))
                .isCloseTo(expected, within(RELATIVE_ERROR * Math.abs(expected)));
    }

    @Property(tries = 300)
    void anyPercentileOfAnyValuesIsWithinTheStatedError(
            @ForAll @Size(min = 1, max = 40) float[] values,
            @ForAll @DoubleRange(min = 0, max = 100) double percent) {
        LogarithmicHistogram histogram = LogarithmicHistogram.of(values);
        float[] finite = finite(values);
        if (finite.length > 0) {
            double rank = percent / 100 * (finite.length - 1);
            double below = finite[(int) Math.floor(rank)];
            double above = finite[(int) Math.ceil(rank)];
            double magnitude = Math.max(Math.abs(below), Math.abs(above));

            assertThat(histogram.percentile(percent))
                    .isCloseTo(
                            percentile(finite, percent),
                            within(RELATIVE_ERROR * magnitude + 0x1p-40));
        }
        assertThat(histogram.count()).isEqualTo(finite.length);
        assertThat(histogram.nonFinite()).isEqualTo(values.length - finite.length);
    }

    @Property(tries = 200)
    void rebinningLosesNoValue(
            @ForAll @Size(min = 1, max = 200) float[] values,
            @ForAll @IntRange(min = 1, max = 150) int bins) {
        Histogram histogram = LogarithmicHistogram.of(values).histogram(bins);

        assertThat(histogram.bins()).isEqualTo(bins);
        assertThat(LongStream.of(histogram.counts()).sum()).isEqualTo(finite(values).length);
        assertThat(LongStream.of(histogram.counts()).min().orElseThrow()).isNotNegative();
    }

    @Test
    void rebinnedCountsAreThoseOfTheValuesWithinTheBinsWidth() {
        float[] values = longTailed(50_000);
        LogarithmicHistogram histogram = LogarithmicHistogram.of(values);

        Histogram found = histogram.histogram(40, -4, 6);

        for (int bin = 0; bin < 40; bin++) {
            double from = -4 + bin * 0.25;
            double margin = RELATIVE_ERROR * Math.max(Math.abs(from), Math.abs(from + 0.25));
            assertThat(found.counts()[bin])
                    .as("bin %d", bin)
                    .isBetween(
                            count(values, from + margin, from + 0.25 - margin),
                            count(values, from - margin, from + 0.25 + margin));
        }
    }

    @Test
    void binsReachFromTheSmallestToTheLargestValue() {
        Histogram histogram = LogarithmicHistogram.of(new float[] {-1, 0, 0, 0.5f, 3}).histogram(4);

        assertThat(histogram.from()).isEqualTo(-1);
        assertThat(histogram.to()).isEqualTo(3);
        assertThat(histogram.counts()).containsExactly(1, 3, 0, 1);
    }

    @Test
    void valuesOutsideTheBinsAreNotCounted() {
        LogarithmicHistogram histogram =
                LogarithmicHistogram.of(new float[] {-5, -0.5f, 0, 0.5f, 0.75f, 9});

        assertThat(histogram.histogram(2, -1, 1).counts()).containsExactly(1, 3);
        assertThat(histogram.histogram(1, -1, 0).counts()).containsExactly(2);
        assertThat(histogram.histogram(2, 20, 30).counts()).containsExactly(0, 0);
    }

    @Test
    void equalValuesLieInTheMiddleOfTheirHistogram() {
        Histogram histogram = LogarithmicHistogram.of(new float[] {2, 2, 2}).histogram(5);

        assertThat(histogram.from()).isEqualTo(1.5);
        assertThat(histogram.to()).isEqualTo(2.5);
        assertThat(histogram.counts()).containsExactly(0, 0, 3, 0, 0);
    }

    @Test
    void theLargestFloatsAreCountedToo() {
        LogarithmicHistogram histogram =
                LogarithmicHistogram.of(
                        new float[] {-Float.MAX_VALUE, Float.MIN_VALUE, -0f, Float.MAX_VALUE});

        assertThat(histogram.minimum()).isEqualTo(-Float.MAX_VALUE);
        assertThat(histogram.maximum()).isEqualTo(Float.MAX_VALUE);
        assertThat(histogram.percentile(50)).isZero();
        assertThat(histogram.histogram(3).counts()).containsExactly(1, 2, 1);
    }

    @Test
    void momentsAreExact() {
        LogarithmicHistogram histogram = LogarithmicHistogram.of(new float[] {1, 2, 3, 4, 10});

        assertThat(histogram.mean()).isEqualTo(4);
        assertThat(histogram.variance()).isEqualTo(10);
        assertThat(histogram.kurtosis()).isCloseTo(1394 / 500.0, within(1e-12));
    }

    @Test
    void equalValuesHaveNoKurtosis() {
        assertThat(LogarithmicHistogram.of(new float[] {0.1f, 0.1f, 0.1f}).kurtosis()).isNaN();
    }

    @Test
    void impossiblePercentilesAndBinsAreRefused() {
        LogarithmicHistogram histogram = LogarithmicHistogram.of(new float[] {1, 2});

        assertThatThrownBy(() -> histogram.percentile(101))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.histogram(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.histogram(3, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] longTailed(int size) {
        Random random = new Random(11);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * Math.exp(1.5 * random.nextGaussian()));
        }
        return values;
    }

    private static long count(float[] values, double from, double to) {
        long count = 0;
        for (float value : values) {
            count += value >= from && value < to ? 1 : 0;
        }
        return count;
    }

    private static float[] finite(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int from = 0;
        int to = sorted.length;
        while (from < to && sorted[from] == Float.NEGATIVE_INFINITY) {
            from++;
        }
        while (to > from && !Float.isFinite(sorted[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(sorted, from, to);
    }

    private static double percentile(float[] values, double percent) {
        float[] sorted = finite(values);
        double rank = percent / 100 * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * ((double) sorted[above] - sorted[below]);
    }
}
