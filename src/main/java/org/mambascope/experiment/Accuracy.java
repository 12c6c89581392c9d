package org.mambascope.experiment;

/**
 * How often a model is right.
 *
 * @param images that were classified and have a label
 * @param top1Hits of them, whose class is the model's first choice
 * @param top5Hits of them, whose class is among its first five
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 */
public record Accuracy(long images, long top1Hits, long top5Hits, long skipped, double seconds) {
    /** Share of first choices that are right, in percent. */
    public double top1() {
        return 100.0 * top1Hits / images;
    }

    /** Share of images whose class is among the first five choices, in percent. */
    public double top5() {
        return 100.0 * top5Hits / images;
    }
}
