package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class NonMaximumSuppressionTest {
    @Test
    void dropsWhatOverlapsABetterBox() {
        Boxes boxes = Boxes.of(6, 3, 8, 7, 3, 6, 9, 11, 3, 7, 10, 12, 1, 4, 13, 7);
        float[] scores = {.6f, .9f, .7f, .2f};

        assertThat(new NonMaximumSuppression(0.3f).keep(boxes, scores)).containsExactly(1, 0, 3);
    }

    @ParameterizedTest
    @CsvSource({".5, nms_keep_5", ".7, nms_keep_7"})
    void keepsWhatTheBatchedOperatorKeeps(float threshold, String answer) {
        Boxes boxes = Boxes.of(UnitAnswers.floats("nms_boxes"));

        assertThat(
                        new NonMaximumSuppression(threshold)
                                .keep(
                                        boxes,
                                        UnitAnswers.floats("nms_scores"),
                                        UnitAnswers.integers("nms_ids")))
                .containsExactly(UnitAnswers.integers(answer));
    }

    @Test
    void keepsTheFirstOfEqualScores() {
        Boxes boxes = Boxes.of(0, 0, 10, 10, 0, 0, 10, 10, 20, 20, 30, 30);
        float[] scores = {.5f, .5f, .5f};

        assertThat(new NonMaximumSuppression(0.5f).keep(boxes, scores)).containsExactly(0, 2);
    }

    @Test
    void allowsAnOverlapOfTheThresholdItself() {
        Boxes boxes = Boxes.of(0, 0, 10, 10, 0, 0, 10, 5);

        assertThat(new NonMaximumSuppression(0.5f).keep(boxes, new float[] {.9f, .8f}))
                .containsExactly(0, 1);
    }

    @Test
    void roundsAsGroupsAreMovedApartInSinglePrecision() {
        // IoU .5 exactly; 79 · 1334 moves the edges to multiples of 1/128, which makes it more.
        Boxes boxes = Boxes.of(0, 0, 10, 10, 0, .003f, 10, 5.0045f, 1300, 700, 1333, 800);
        float[] scores = {.9f, .8f, .1f};
        NonMaximumSuppression suppression = new NonMaximumSuppression(0.5002f);

        assertThat(suppression.keep(boxes, scores, new int[] {0, 0, 0})).containsExactly(0, 1, 2);
        assertThat(suppression.keep(boxes, scores, new int[] {79, 79, 0})).containsExactly(0, 2);
    }

    @Test
    void comparesTenThousandBoxesAsTheyAre() {
        int count = 10_000;
        float[] corners = new float[4 * count];
        float[] scores = new float[count];
        int[] groups = new int[count];
        for (int i = 0; i < count; i++) {
            float left = 20 + i % 100 * 12;
            float top = i / 100 * 7;
            System.arraycopy(new float[] {left, top, left + 10, top + 5}, 0, corners, 4 * i, 4);
            scores[i] = 0.1f;
        }
        // The pair that rounding decides, in the highest group.
        System.arraycopy(
                new float[] {0, 0, 10, 10, 0, .003f, 10, 5.0045f, 1300, 700, 1333, 800},
                0,
                corners,
                0,
                12);
        scores[0] = 0.9f;
        scores[1] = 0.8f;
        groups[0] = 79;
        groups[1] = 79;
        Boxes boxes = Boxes.of(corners);

        int[] kept = new NonMaximumSuppression(0.5002f).keep(boxes, scores, groups);

        assertThat(kept).startsWith(0, 1).hasSize(count);
        assertThat(
                        new NonMaximumSuppression(0.5002f)
                                .keep(
                                        boxes.select(IntStream.range(0, 9_999).toArray()),
                                        Arrays.copyOf(scores, 9_999),
                                        Arrays.copyOf(groups, 9_999)))
                .startsWith(0)
                .doesNotContain(1);
    }

    @Test
    void keepsTheSameAsAComparisonOfAllPairs() {
        SplittableRandom random = new SplittableRandom(7);
        int count = 800;
        float[] corners = new float[4 * count];
        float[] scores = new float[count];
        int[] groups = new int[count];
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 2; axis++) {
                corners[4 * i + axis] = (float) random.nextDouble(100);
                corners[4 * i + 2 + axis] =
                        corners[4 * i + axis] + 5 + (float) random.nextDouble(20);
            }
            scores[i] = random.nextInt(50) / 50f;
            groups[i] = random.nextInt(3);
        }
        Boxes boxes = Boxes.of(corners);

        assertThat(new NonMaximumSuppression(0.5f).keep(boxes, scores, groups))
                .containsExactly(ofAllPairs(corners, scores, groups, 0.5f));
    }

    private static int[] ofAllPairs(float[] corners, float[] scores, int[] groups, float most) {
        float largest = 0;
        for (float corner : corners) {
            largest = Math.max(largest, corner);
        }
        float[] moved = corners.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += groups[i / 4] * (largest + 1);
        }
        List<Integer> kept = new ArrayList<>();
        for (int box : DescendingOrder.of(scores)) {
            if (kept.stream().allMatch(other -> overlap(moved, other, box) <= most)) {
                kept.add(box);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static float overlap(float[] c, int i, int j) {
        float w = Math.min(c[4 * i + 2], c[4 * j + 2]) - Math.max(c[4 * i], c[4 * j]);
        float h = Math.min(c[4 * i + 3], c[4 * j + 3]) - Math.max(c[4 * i + 1], c[4 * j + 1]);
        float common = Math.max(0, w) * Math.max(0, h);
        float one = (c[4 * i + 2] - c[4 * i]) * (c[4 * i + 3] - c[4 * i + 1]);
        float other = (c[4 * j + 2] - c[4 * j]) * (c[4 * j + 3] - c[4 * j + 1]);
        return common / (one + other - common);
    }

    @Test
    void keepsNothingOfNothing() {
        assertThat(new NonMaximumSuppression(0.5f).keep(Boxes.NONE, new float[0])).isEmpty();
    }
}
