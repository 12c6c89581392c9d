package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** How far a finding depends on the images that were taken. */
class StabilityTest {
    private static final int TOKENS = 4;
    private static final int CHANNELS = 3;

    @ParameterizedTest(name = "{0}, {1} images")
    @CsvSource({
        "TOKEN_VARIANCE, 2",
        "TOKEN_VARIANCE, 50",
        "OUTLIER_RATIO, 2",
        "OUTLIER_RATIO, 50",
        "KURTOSIS, 2",
        "KURTOSIS, 50"
    })
    @DisplayName("where all images are alike, the worst point is the worst in every resample")
    void isStableWhereAllImagesAreAlike(Measure measure, int images) {
        List<PointStatistics> points =
                List.of(point("even", images, image -> 1), point("loud", images, image -> 3));

        assertThat(Stability.of(measure, points))
                .contains(new Stability(measure, "loud", 200, 200, images));
    }

    @ParameterizedTest(name = "{0}, {1} images")
    @CsvSource({
        "TOKEN_VARIANCE, 8",
        "TOKEN_VARIANCE, 16",
        "TOKEN_VARIANCE, 200",
        "OUTLIER_RATIO, 8",
        "OUTLIER_RATIO, 16",
        "OUTLIER_RATIO, 200",
        "KURTOSIS, 8",
        "KURTOSIS, 16",
        "KURTOSIS, 200"
    })
    @DisplayName(
            "what one image carries is gone from the resamples without it: (1 − 1/n)ⁿ, a third")
    void isUnstableWhereOneImageCarriesTheOutlier(Measure measure, int images) {
        List<PointStatistics> points =
                List.of(
                        point("steady", images, image -> 2),
                        point("once", images, image -> image == 3 ? 900 : 1));

        Stability found = Stability.of(measure, points).orElseThrow();

        assertThat(found.point()).isEqualTo("once");
        assertThat(found.percent()).isCloseTo(65, within(10.0));
    }

    @Test
    @DisplayName("one image says nothing about others")
    void needsTwoImages() {
        List<PointStatistics> points = List.of(point("only", 1, image -> 2));

        assertThat(Stability.of(Measure.KURTOSIS, points)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every group taken once gives the measure over all images, padding left out")
    void agreesWithTheWhole(Measure measure) {
        ObservationPoint point =
                new ObservationPoint(
                        "padded", 0, "x_proj", CHANNELS, new TokenOrder(1, 3, padded()));
        PointAccumulator accumulator = new PointAccumulator(point);
        ImageGroups groups = new ImageGroups(point, new int[] {0, 1, 2});
        Random random = new Random(5);
        for (int image = 0; image < 37; image++) {
            float[] values = new float[TOKENS * CHANNELS];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (5 + (1 + i) * random.nextGaussian());
            }
            accumulator.add(values);
            ImageGroup group = groups.of(image);
            for (int token = 0; token < TOKENS; token++) {
                group.addToken(token, Moments.of(values, token * CHANNELS, 1, CHANNELS));
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                group.addChannel(channel, Moments.of(values, channel, CHANNELS, TOKENS));
            }
        }
        int[] once = new int[ImageGroups.MOST];
        Arrays.fill(once, 1);

        double whole = measure.of(accumulator.finish());

        assertThat(groups.of(measure, once)).isCloseTo(whole, within(1e-9 * whole));
    }

    private static int[] padded() {
        return new int[] {0, 1, 2, TokenOrder.PADDING};
    }

    /** A point whose first value in an image is {@code loudness} times as large as the others. */
    private static PointStatistics point(String name, int images, IntToDoubleFunction loudness) {
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                name,
                                0,
                                "x_proj",
                                CHANNELS,
                                new TokenOrder(2, 2, new int[] {0, 1, 2, 3})));
        for (int image = 0; image < images; image++) {
            float[] values = new float[TOKENS * CHANNELS];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 2 == 0 ? 1 : -1;
            }
            values[0] *= (float) loudness.applyAsDouble(image);
            accumulator.add(values);
        }
        return accumulator.finish();
    }
}
