package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.mambascope.model.TokenOrder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class PointAccumulatorTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-8);

    @Test
    void everyStatisticIsThatOfAllValuesTogether() {
        Reference reference = Reference.random(7, 40, 5, 11);

        PointStatistics found = reference.statistics();

        assertThat(found.images()).isEqualTo(40);
        for (int token = 0; token < 5; token++) {
            assertPosition(found.tokens(), token, reference.ofToken(token));
        }
        for (int channel = 0; channel < 11; channel++) {
            assertPosition(found.channels(), channel, reference.ofChannel(channel));
            assertThat((double) found.meanMagnitude(3, channel))
                    .isCloseTo(
                            reference.meanMagnitude(3, channel), Percentage.withPercentage(1e-4));
        }
        double[] all = reference.all();
        assertThat(found.values().count()).isEqualTo(all.length);
        assertThat(found.values().mean()).isCloseTo(Reference.mean(all), EXACT);
        assertThat(found.values().variance()).isCloseTo(Reference.variance(all), EXACT);
        assertThat(found.values().kurtosis()).isCloseTo(Reference.kurtosis(all), EXACT);
        assertThat(found.profileCorrelation())
                .isCloseTo(reference.profileCorrelation(), within(1e-10));
    }

    private static void assertPosition(Profile profile, int position, double[] values) {
        assertThat(profile.mean()[position]).isCloseTo(Reference.mean(values), EXACT);
        assertThat(profile.variance()[position]).isCloseTo(Reference.variance(values), EXACT);
        assertThat(profile.minimum()[position]).isEqualTo(Arrays.stream(values).min().orElse(0));
        assertThat(profile.maximum()[position]).isEqualTo(Arrays.stream(values).max().orElse(0));
    }

    @Test
    void aSmallVarianceBesideALargeMeanKeepsItsDigits() {
        float[] values = new float[2 * 3 * 100];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = 100_000 + random.nextInt(4);
        }
        Reference reference = new Reference(Reference.point(3, 100), values);

        PointStatistics found = reference.statistics();

        assertThat(found.values().variance()).isCloseTo(Reference.variance(reference.all()), EXACT);
        assertThat(found.channels().variance()[8])
                .isCloseTo(Reference.variance(reference.ofChannel(8)), EXACT);
    }

    @Property(tries = 40)
    void neitherTheOrderOfImagesNorTheirBatchesMatter(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 2, max = 12) int images,
            @ForAll @IntRange(min = 2, max = 6) int tokens,
            @ForAll @IntRange(min = 1, max = 9) int channels) {
        Reference reference = Reference.random(seed, images, tokens, channels);
        int size = tokens * channels;
        List<Integer> order = new ArrayList<>(IntStream.range(0, images).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        PointAccumulator oneByOne = new PointAccumulator(reference.point());
        for (int image : order) {
            oneByOne.add(Arrays.copyOfRange(reference.values(), image * size, (image + 1) * size));
        }

        PointStatistics found = oneByOne.finish();
        PointStatistics expected = reference.statistics();

        assertAlike(found.tokens(), expected.tokens());
        assertAlike(found.channels(), expected.channels());
        assertThat(found.values().count()).isEqualTo(expected.values().count());
        assertThat(found.values().kurtosis())
                .isCloseTo(expected.values().kurtosis(), within(1e-9 * images * size));
        assertThat(found.values().percentile(99)).isEqualTo(expected.values().percentile(99));
        assertThat(found.values().histogram(7).counts())
                .isEqualTo(expected.values().histogram(7).counts());
        if (channels > 1) {
            assertThat(found.profileCorrelation())
                    .isCloseTo(expected.profileCorrelation(), within(1e-9));
        }
        assertThat(found.meanMagnitude(0, 0))
                .isCloseTo(expected.meanMagnitude(0, 0), Percentage.withPercentage(1e-3));
    }

    private static void assertAlike(Profile found, Profile expected) {
        for (int i = 0; i < expected.size(); i++) {
            double scale = 1e-9 * (1 + expected.absoluteMaximum(i) * expected.absoluteMaximum(i));
            assertThat(found.mean()[i]).isCloseTo(expected.mean()[i], within(scale));
            assertThat(found.variance()[i]).isCloseTo(expected.variance()[i], within(scale));
            assertThat(found.minimum()[i]).isEqualTo(expected.minimum()[i]);
            assertThat(found.maximum()[i]).isEqualTo(expected.maximum()[i]);
        }
    }

    @Test
    void aSnapshotDoesNotChangeWhenMoreImagesFollow() {
        PointAccumulator accumulator = new PointAccumulator(Reference.point(2, 2));
        accumulator.add(new float[] {1, 2, 3, 5});
        PointStatistics first = accumulator.finish();

        accumulator.add(new float[] {-1, -2, -30, -4});

        assertThat(first.images()).isEqualTo(1);
        assertThat(first.values().count()).isEqualTo(4);
        assertThat(first.values().minimum()).isEqualTo(1);
        assertThat(first.values().histogram(2).counts()).containsExactly(2, 2);
        assertThat(first.meanMagnitude()).containsExactly(1, 2, 3, 5);
        assertThat(accumulator.finish().values().minimum()).isEqualTo(-30);
        assertThat(accumulator.finish().meanMagnitude()).containsExactly(1, 2, 16.5f, 4.5f);
    }

    @Test
    void snapshotsOnTheWayDoNotChangeTheEnd() {
        Reference reference = Reference.random(5, 70, 6, 4);
        PointAccumulator accumulator = new PointAccumulator(reference.point());
        for (int image = 0; image < 70; image++) {
            accumulator.add(Arrays.copyOfRange(reference.values(), image * 24, image * 24 + 24));
            accumulator.finish();
        }

        assertThat(accumulator.finish().profileCorrelation())
                .isCloseTo(reference.profileCorrelation(), within(1e-10));
    }

    @Test
    void oneImageHasNoCorrelationWithAnother() {
        PointStatistics found = Reference.random(1, 1, 4, 4).statistics();

        assertThat(found.profileCorrelation()).isNaN();
        assertThat(found.values().kurtosis()).isPositive();
    }

    @Test
    void oneTokenHasNoProfileToCorrelate() {
        Reference reference = Reference.random(2, 3, 1, 4);

        PointStatistics found = reference.statistics();

        assertThat(found.profileCorrelation()).isNaN();
        assertThat(found.tokens().variance()[0])
                .isCloseTo(Reference.variance(reference.all()), EXACT);
    }

    @Test
    void equalProfilesCorrelateFullyAndOppositeOnesNegatively() {
        float[] image = {0, 1, 0, 2, 0, 3};
        float[] opposite = {0, 3, 0, 2, 0, 1};

        assertThat(
                        Reference.statistics(Reference.point(3, 2), twice(image, image))
                                .profileCorrelation())
                .isCloseTo(1, within(1e-12));
        assertThat(
                        Reference.statistics(Reference.point(3, 2), twice(image, opposite))
                                .profileCorrelation())
                .isLessThan(-0.9);
    }

    private static float[] twice(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void paddingDoesNotMakeProfilesLookAlike() {
        TokenOrder padded =
                new TokenOrder(1, 2, new int[] {0, 1, TokenOrder.PADDING, TokenOrder.PADDING});
        float[] images = {0, 1, 0, 2, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0};

        PointStatistics found = Reference.statistics(Reference.point(padded, 2), images);

        assertThat(found.profileCorrelation()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void zerosHaveNoVarianceAndNoKurtosis() {
        PointStatistics found = Reference.statistics(Reference.point(2, 3), new float[12]);

        assertThat(found.tokens().variance()).containsExactly(0, 0);
        assertThat(found.values().kurtosis()).isNaN();
        assertThat(found.profileCorrelation()).isNaN();
        assertThat(found.values().percentile(50)).isZero();
    }

    @Test
    void whatIsNotFiniteIsCountedAndLeftOut() {
        float nan = Float.NaN;
        float infinite = Float.POSITIVE_INFINITY;
        float[] values = {1, nan, 3, 4, 5, -infinite, nan, infinite, nan, 7, 8, 9};

        PointStatistics found = Reference.statistics(Reference.point(3, 2), values);

        assertThat(found.values().nonFinite()).isEqualTo(5);
        assertThat(found.values().count()).isEqualTo(7);
        assertThat(found.values().mean()).isCloseTo(37 / 7.0, EXACT);
        assertThat(found.values().maximum()).isEqualTo(9);
        assertThat(found.tokens().mean()[0]).isEqualTo(1);
        assertThat(found.channels().minimum()).containsExactly(1, 4);
        assertThat(found.channels().maximum()).containsExactly(8, 9);
        assertThat(found.meanMagnitude()).doesNotContain(nan, infinite);
    }

    @Test
    void aPositionWithoutFiniteValuesIsUnknown() {
        float nan = Float.NaN;

        PointStatistics found =
                Reference.statistics(Reference.point(2, 2), nan, nan, 1, 2, nan, nan, 1, 3);

        assertThat(found.tokens().mean()).containsExactly(Double.NaN, 1.75);
        assertThat(found.tokens().maximum()).containsExactly(Double.NaN, 3);
        assertThat(found.profileCorrelation()).isNaN();
    }

    @Test
    void withoutImagesEverythingIsUnknown() {
        PointStatistics found = new PointAccumulator(Reference.point(2, 2)).finish();

        assertThat(found.images()).isZero();
        assertThat(found.tokens().mean()).containsOnly(Double.NaN);
        assertThat(found.values().percentile(50)).isNaN();
        assertThat(found.values().histogram(3).counts()).containsExactly(0, 0, 0);
    }

    @Test
    void partsOfAnImageAreRefused() {
        PointAccumulator accumulator = new PointAccumulator(Reference.point(2, 3));

        assertThatThrownBy(() -> accumulator.add(new float[7]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 tokens × 3 channels");
    }
}
