package org.mambascope.training.classification;

import org.mambascope.model.logits.Logits;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts images by their true and their predicted class; those whose logits are not numbers have
 * none, and are no hits.
 */
final class Confusion {
    private final int[][] counts;
    private int notNumbers;

    Confusion(int classes) {
        counts = new int[classes][classes];
    }

    /**
     * Adds a batch.
     *
     * @param labels of the images
     */
    void add(Logits logits, int[] labels) {
        notNumbers += logits.notNumbers();
        for (int image = 0; image < labels.length; image++) {
            int label = labels[image];
            logits.choice(image).ifPresent(choice -> counts[label][choice]++);
        }
    }

    /** Images whose logits are not numbers. */
    int notNumbers() {
        return notNumbers;
    }

    /** Images counted. */
    int total() {
        return notNumbers + Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** Images classified rightly. */
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
