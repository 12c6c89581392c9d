package org.mambascope.training.detection;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Sampler of boxes to learn from ({@code RandomSampler} of mmdetection): at most a share of them
 * has an object, and background fills the rest as far as there is any.
 *
 * @param count boxes of an image, at most
 * @param positiveShare of boxes with an object, 0 … 1
 */
public record RandomSampler(int count, double positiveShare) {
    public RandomSampler {
        if (count < 1 || !(positiveShare >= 0 && positiveShare <= 1)) {
            throw new IllegalArgumentException("a sample has a size, and a share is from 0 to 1");
        }
    }

    /**
     * A sample of boxes by their numbers, ascending.
     *
     * @param positives with an object
     * @param negatives of background
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sample(int[] positives, int[] negatives) {
        int size() {
            return positives.length + negatives.length;
        }
    }

    /**
     * Draws a sample.
     *
     * @param assigned as {@link MaxIouAssigner} gives it
     */
    Sample sample(int[] assigned, SplittableRandom random) {
        int[] positives =
                drawn(assigned, object -> object >= 0, (int) (count * positiveShare), random);
        int[] negatives =
                drawn(
                        assigned,
                        object -> object == MaxIouAssigner.BACKGROUND,
                        count - positives.length,
                        random);
        return new Sample(positives, negatives);
    }

    private static int[] drawn(
            int[] assigned, IntPredicate wanted, int most, SplittableRandom random) {
        int[] boxes =
                IntStream.range(0, assigned.length)
                        .filter(box -> wanted.test(assigned[box]))
                        .toArray();
        if (boxes.length <= most) {
            return boxes;
        }
        for (int i = 0; i < most; i++) {
            int other = random.nextInt(i, boxes.length);
            int held = boxes[i];
            boxes[i] = boxes[other];
            boxes[other] = held;
        }
        return Arrays.stream(boxes, 0, most).sorted().toArray();
    }
}
