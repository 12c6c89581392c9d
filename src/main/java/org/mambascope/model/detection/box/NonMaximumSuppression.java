package org.mambascope.model.detection.box;

import java.util.Arrays;

/**
 * Greedy non-maximum suppression: from the highest score on, a box is dropped if its IoU with a
 * kept one exceeds the threshold. The same keeps as mmcv's {@code batched_nms}: below 10,000 boxes,
 * groups are moved apart by group · (largest coordinate + 1) in single precision, whose rounding
 * can change an IoU; from there on, they are compared as they are.
 *
 * @param threshold IoU, 0 … 1, that is still allowed
 */
public record NonMaximumSuppression(float threshold) {
    private static final int FEWEST_APART = 10_000;

    /** Up to this coordinate, rounding moves boxes by less than the distance of groups. */
    private static final float DISTINCT = 1 << 21;

    public NonMaximumSuppression {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold of IoU is from 0 to 1");
        }
    }

    /** Numbers of the boxes that are kept, by descending score; equal scores keep their order. */
    public int[] keep(Boxes boxes, float[] scores) {
        return keep(boxes, scores, new int[boxes.count()]);
    }

    /**
     * As {@link #keep(Boxes, float[])}, where boxes of different groups do not suppress each other.
     *
     * @param groups a number from 0 for each box: its class or its level
     */
    public int[] keep(Boxes boxes, float[] scores, int[] groups) {
        int count = boxes.count();
        if (scores.length != count || groups.length != count) {
            throw new IllegalArgumentException(
                    "%d scores and %d groups for %d boxes"
                            .formatted(scores.length, groups.length, count));
        }
        int[] order = DescendingOrder.of(scores);
        float[] corners = boxes.select(order).corners();
        int[] sorted = Arrays.stream(order).map(box -> groups[box]).toArray();
        boolean apart = count < FEWEST_APART;
        boolean distinct = !apart || moveApart(corners, sorted);
        boolean[] dropped = new boolean[count];
        for (int[] members : distinct ? members(sorted) : new int[][] {numbers(count)}) {
            suppress(corners, members, dropped);
        }
        return Arrays.stream(numbers(count))
                .filter(place -> !dropped[place])
                .map(place -> order[place])
                .toArray();
    }

    /** Moves groups apart, and returns whether none can overlap another one afterwards. */
    private static boolean moveApart(float[] corners, int[] groups) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (float corner : corners) {
            least = Math.min(least, corner);
            most = Math.max(most, corner);
        }
        for (int i = 0; i < corners.length; i++) {
            corners[i] += groups[i / Boxes.SIDES] * (most + 1);
        }
        int groupsAtMost = Arrays.stream(groups).max().orElse(0) + 1;
        return least >= 0 && groupsAtMost * (most + 1) < DISTINCT;
    }

    private static int[] numbers(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    /** Places of each group's boxes, in ascending order. */
    private static int[][] members(int[] groups) {
        int[] sizes = new int[Arrays.stream(groups).max().orElse(-1) + 1];
        for (int group : groups) {
            sizes[group]++;
        }
        int[][] members = new int[sizes.length][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        for (int place = groups.length - 1; place >= 0; place--) {
            int group = groups[place];
            members[group][--sizes[group]] = place;
        }
        return members;
    }

    private void suppress(float[] corners, int[] members, boolean[] dropped) {
        for (int i = 0; i < members.length; i++) {
            if (dropped[members[i]]) {
                continue;
            }
            int one = Boxes.SIDES * members[i];
            float area = BoxOverlap.area(corners, one);
            for (int j = i + 1; j < members.length; j++) {
                int other = Boxes.SIDES * members[j];
                float common = BoxOverlap.common(corners, one, corners, other);
                float both = area + BoxOverlap.area(corners, other) - common;
                if (common > 0 && common / both > threshold) {
                    dropped[members[j]] = true;
                }
            }
        }
    }
}
