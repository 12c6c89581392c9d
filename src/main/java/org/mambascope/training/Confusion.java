package org.mambascope.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts pictures by their true and their predicted class. */
final class Confusion {
    private final int[][] counts;

    Confusion(int classes) {
        counts = new int[classes][classes];
    }

    /**
     * Adds a batch.
     *
     * @param logits (images, classes)
     * @param labels of the images
     */
    void add(float[] logits, int[] labels) {
        int classes = counts.length;
        for (int image = 0; image < labels.length; image++) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (logits[image * classes + i] > logits[image * classes + best]) {
                    best = i;
                }
            }
            counts[labels[image]][best]++;
        }
    }

    /** Pictures counted. */
    int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** Pictures classified rightly. */
    int hits() {
        return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
    }

    /** Share of right predictions, in percent. */
    double accuracy() {
        return 100.0 * hits() / Math.max(1, total());
    }

    /** True classes in rows, predicted ones in columns. */
    List<List<Integer>> rows() {
        return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }
}
