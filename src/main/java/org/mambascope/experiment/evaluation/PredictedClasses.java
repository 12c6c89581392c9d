package org.mambascope.experiment.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Predicted classes of labelled images. Arrays are not copied and must not be changed.
 *
 * @param indices the images' numbers in their dataset
 * @param labels of each image, as a class of the model
 * @param chosen class of each image: the label only where the model is right; −1 where logits are
 *     not numbers
 * @param top5Hits images whose class is among the model's first five
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 * @param signalToNoise of the logits against the original's, in dB: infinite if they are the same,
 *     NaN if unknown
 */
public record PredictedClasses(
        int[] indices,
        int[] labels,
        int[] chosen,
        long top5Hits,
        long skipped,
        double seconds,
        double signalToNoise) {
    /** Classes predicted by these logits. */
    public static PredictedClasses of(EvaluationLogits answers, double signalToNoise) {
        Accuracy accuracy = answers.accuracy();
        return new PredictedClasses(
                answers.indices(),
                answers.labels(),
                IntStream.range(0, answers.images()).map(answers::choice).toArray(),
                accuracy.top5Hits(),
                accuracy.skipped(),
                accuracy.seconds(),
                signalToNoise);
    }

    /** Number of images. */
    public int images() {
        return labels.length;
    }

    /** Returns true if the model is right about an image. */
    public boolean isRight(int image) {
        return chosen[image] == labels[image];
    }

    /** Accuracy of the predictions. */
    public Accuracy accuracy() {
        long hits = IntStream.range(0, images()).filter(this::isRight).count();
        long notNumbers = IntStream.of(chosen).filter(choice -> choice < 0).count();
        return new Accuracy(images(), hits, top5Hits, notNumbers, skipped, seconds);
    }

    /** Returns true if another has predictions for the same images. */
    public boolean isComparableTo(PredictedClasses other) {
        return Arrays.equals(indices, other.indices) && Arrays.equals(labels, other.labels);
    }

    /**
     * Counts images by their true class, in rows, and the chosen one, in columns.
     *
     * @param classes their number
     */
    public int[][] confusion(int classes) {
        int[][] counts = new int[classes][classes];
        for (int image = 0; image < images(); image++) {
            if (chosen[image] >= 0) {
                counts[labels[image]][chosen[image]]++;
            }
        }
        return counts;
    }
}
