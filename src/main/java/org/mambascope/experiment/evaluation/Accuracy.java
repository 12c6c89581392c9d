package org.mambascope.experiment.evaluation;

/**
 * Accuracy of a model.
 *
 * @param images that were classified and have a label
 * @param top1Hits images whose class is the model's first choice
 * @param top5Hits images whose class is among its first five
 * @param notNumbers images whose logits are not numbers: no hits
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 */
public record Accuracy(
        long images, long top1Hits, long top5Hits, long notNumbers, long skipped, double seconds) {
    /** Returns true if any image has finite logits. */
    public boolean hasAnswers() {
        return notNumbers < images;
    }

    /** Share of first choices that are right, in percent. */
    public double top1() {
        return 100.0 * top1Hits / images;
    }

    /** Share of images whose class is among the first five choices, in percent. */
    public double top5() {
        return 100.0 * top5Hits / images;
    }
}
