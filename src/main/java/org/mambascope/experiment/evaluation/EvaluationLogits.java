package org.mambascope.experiment.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Problem;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.logits.Logits;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Logits of labelled images. Arrays are not copied and must not be changed.
 *
 * @param indices the images' numbers in their dataset
 * @param labels of each image, as a class of the model
 * @param logits images × classes
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 * @param contents of the images, to recognise them in other sets
 */
public record EvaluationLogits(
        int[] indices,
        int[] labels,
        float[] logits,
        long skipped,
        double seconds,
        ImageContents contents)
        implements Answers {
    private static final int FIRST = 5;
    private static final int NONE = -1;

    /** Of images whose contents are not known. */
    public EvaluationLogits(
            int[] indices, int[] labels, float[] logits, long skipped, double seconds) {
        this(indices, labels, logits, skipped, seconds, ImageContents.UNKNOWN);
    }

    @Override
    public int images() {
        return labels.length;
    }

    /** Logits of all images. */
    public Logits all() {
        return new Logits(logits, logits.length / labels.length);
    }

    @Override
    public int notNumbers() {
        return all().notNumbers();
    }

    /** The class that the model chooses for an image; −1 if its logits are not numbers. */
    public int choice(int image) {
        return all().choice(image).orElse(NONE);
    }

    /** Returns true if the model's first choice for an image is right. */
    public boolean isRight(int image) {
        return rank(image) == 0;
    }

    /** Accuracy of the model. */
    public Accuracy accuracy() {
        long top1Hits = 0;
        long top5Hits = 0;
        for (int image = 0; image < images(); image++) {
            int rank = rank(image);
            top1Hits += rank == 0 ? 1 : 0;
            top5Hits += rank < FIRST ? 1 : 0;
        }
        return new Accuracy(images(), top1Hits, top5Hits, notNumbers(), skipped, seconds);
    }

    @Override
    public List<Measure> measures() {
        Accuracy accuracy = accuracy();
        return List.of(
                measure("top1", "top-1 %", accuracy.top1Hits(), false),
                measure("top5", "top-5 %", accuracy.top5Hits(), true));
    }

    /** Percentages, 0 … 100. */
    @Override
    public void writeMeasures(ObjectNode node) {
        for (Measure measure : measures()) {
            node.put(measure.id(), measure.value());
            if (!measure.detail()) {
                node.putArray(measure.id() + "_interval").add(measure.low()).add(measure.high());
            }
        }
    }

    private Measure measure(String id, String words, long hits, boolean detail) {
        WilsonInterval interval = WilsonInterval.of(hits, images());
        return new Measure(
                id, words, 100.0 * hits / images(), interval.low(), interval.high(), detail);
    }

    @Override
    public PairedComparison against(Answers reference) {
        if (!(reference instanceof EvaluationLogits logits)) {
            throw new Problem(
                    "Expected answers of a classifier to compare a classifier's with, found those of a detector.");
        }
        return PairedComparison.of(logits, this);
    }

    /**
     * Mean cross entropy of the images whose logits are numbers: −log softmax of the label's logit;
     * NaN if there are none.
     */
    @Override
    public double loss() {
        Logits all = all();
        return IntStream.range(0, images())
                .filter(all::areNumbers)
                .mapToDouble(this::crossEntropy)
                .average()
                .orElse(Double.NaN);
    }

    private double crossEntropy(int image) {
        int first = image * classes();
        double largest = logits[first + choice(image)];
        double sum = 0;
        for (int i = 0; i < classes(); i++) {
            sum += Math.exp(logits[first + i] - largest);
        }
        return Math.log(sum) + largest - logits[first + labels[image]];
    }

    private int classes() {
        return all().classes();
    }

    /**
     * Number of classes with a larger logit than the label; of equal ones, an earlier class counts
     * as larger. All of them where logits are not numbers.
     */
    private int rank(int image) {
        if (!all().areNumbers(image)) {
            return Integer.MAX_VALUE;
        }
        int first = image * classes();
        int label = labels[image];
        float own = logits[first + label];
        int rank = 0;
        for (int i = 0; i < classes(); i++) {
            float other = logits[first + i];
            if (other > own || other == own && i < label) {
                rank++;
            }
        }
        return rank;
    }
}
