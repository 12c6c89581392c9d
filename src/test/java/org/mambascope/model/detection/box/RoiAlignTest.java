package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mambascope.tensor.Differences.dot;
import static org.mambascope.tensor.Differences.doubles;
import static org.mambascope.tensor.Differences.gaussian;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class RoiAlignTest {
    private static final List<Integer> STRIDES = List.of(4, 8, 16, 32);

    /** Features that are stored as channels × height × width. */
    private static FeatureMap ofPlanes(float[] planes, int channels, int height, int width) {
        float[] values = new float[planes.length];
        int cells = height * width;
        for (int i = 0; i < planes.length; i++) {
            values[i % cells * channels + i / cells] = planes[i];
        }
        return new FeatureMap(height, width, channels, values);
    }

    private static List<FeatureMap> pyramid() {
        return IntStream.range(0, STRIDES.size())
                .mapToObj(
                        level -> {
                            String name = "roi_feat" + level;
                            List<Integer> shape = UnitAnswers.shape(name);
                            return ofPlanes(
                                    UnitAnswers.floats(name), 1, shape.get(2), shape.get(3));
                        })
                .toList();
    }

    @Test
    void choosesTheLevelByTheAreaOfARegion() {
        Boxes regions = Boxes.of(UnitAnswers.floats("roi_boxes"));

        assertThat(
                        IntStream.range(0, regions.count())
                                .map(region -> RoiLevel.of(regions, region, STRIDES.size()))
                                .toArray())
                .containsExactly(UnitAnswers.integers("roi_levels"));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 14})
    void averagesAsTheOperatorOfMmcv(int bins) {
        Boxes regions = Boxes.of(UnitAnswers.floats("roi_boxes"));

        assertThat(new RoiAlign(bins).apply(pyramid(), STRIDES, regions))
                .containsExactly(UnitAnswers.floats("roi_out" + bins), within(2e-5f));
    }

    @Test
    void givesTheKnownAnswersOfTheOperator() {
        FeatureMap two = ofPlanes(new float[] {1, 2, 3, 4}, 1, 2, 2);
        float[] plane = {1, 2, 5, 6, 3, 4, 7, 8, 9, 10, 13, 14, 11, 12, 15, 16};
        FeatureMap four = ofPlanes(plane, 1, 4, 4);
        RoiAlign align = new RoiAlign(2);

        assertThat(align.apply(two, 1, Boxes.of(0, 0, 1, 1)))
                .containsExactly(1, 1.25f, 1.5f, 1.75f);
        assertThat(align.apply(four, 1, Boxes.of(0, 0, 3, 3)))
                .containsExactly(1.9375f, 4.75f, 7.5625f, 10.375f);
    }

    @Test
    void isExactOnARampAwayFromTheEdges() {
        int side = 40;
        float[] planes = new float[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            planes[i] = i % side + 0.5f;
            planes[side * side + i] = i / side + 0.5f;
        }
        FeatureMap map = ofPlanes(planes, 2, side, side);
        Boxes region = Boxes.of(3.5f, 5, 31.5f, 33);

        float[] features = new RoiAlign(7).apply(map, 1, region);

        for (int bin = 0; bin < 49; bin++) {
            assertThat(features[bin]).isCloseTo(3.5f + 4 * (bin % 7 + .5f), within(1e-4f));
            assertThat(features[49 + bin]).isCloseTo(5 + 4 * (bin / 7 + .5f), within(1e-4f));
        }
    }

    @Test
    void treatsChannelsAlikeAndApart() {
        float[] plane = UnitAnswers.floats("roi_feat3");
        float[] planes = new float[3 * plane.length];
        for (int i = 0; i < plane.length; i++) {
            planes[i] = plane[i];
            planes[plane.length + i] = -plane[i];
            planes[2 * plane.length + i] = 1;
        }
        Boxes region = Boxes.of(40, 30, 300, 500);

        float[] features = new RoiAlign(7).apply(ofPlanes(planes, 3, 16, 20), 32, region);

        float[] alone = new RoiAlign(7).apply(ofPlanes(plane, 1, 16, 20), 32, region);
        for (int bin = 0; bin < 49; bin++) {
            assertThat(features[bin]).isEqualTo(alone[bin]);
            assertThat(features[49 + bin]).isEqualTo(-alone[bin]);
            assertThat(features[98 + bin]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void isZeroOffTheMapAndForRegionsOfNoSize() {
        FeatureMap map = ofPlanes(new float[] {1, 1, 1, 1}, 1, 2, 2);

        assertThat(new RoiAlign(1).apply(map, 1, Boxes.of(10, 10, 12, 12, 1, 0, 1, 2)))
                .containsExactly(0, 0);
    }

    @Test
    void gradientsAreOfTheAdjointMap() {
        Boxes regions = Boxes.of(UnitAnswers.floats("roi_boxes"));
        RoiAlign align = new RoiAlign(7);
        List<FeatureMap> maps = pyramid();
        List<FeatureMap> gradients =
                maps.stream()
                        .map(
                                map ->
                                        new FeatureMap(
                                                map.height(),
                                                map.width(),
                                                1,
                                                new float[map.values().length]))
                        .toList();
        float[] features = align.apply(maps, STRIDES, regions);
        float[] weights = gaussian(new Random(4), features.length, 1);

        align.addGradient(weights, gradients, STRIDES, regions);

        double there = dot(doubles(features), doubles(weights));
        double back = 0;
        for (int level = 0; level < maps.size(); level++) {
            double[] values = doubles(maps.get(level).values());
            back += dot(values, doubles(gradients.get(level).values()));
        }
        assertThat(back).isCloseTo(there, within(1e-5 * Math.abs(there)));
    }
}
