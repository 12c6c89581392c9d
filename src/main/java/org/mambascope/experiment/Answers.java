package org.mambascope.experiment;

/**
 * What a model says of labelled images. Arrays are not copied and must not be changed.
 *
 * @param indices the images' numbers in their dataset
 * @param labels of each image, as a class of the model
 * @param logits images × classes
 * @param skipped images that could not be read
 * @param seconds that it took, reading included
 */
public record Answers(int[] indices, int[] labels, float[] logits, long skipped, double seconds) {
    private static final int FIRST = 5;

    /** Number of images. */
    public int images() {
        return labels.length;
    }

    /** The class that the model chooses for an image; of equal logits, the earlier class. */
    public int choice(int image) {
        int first = image * classes();
        int best = 0;
        for (int i = 1; i < classes(); i++) {
            if (logits[first + i] > logits[first + best] || Float.isNaN(logits[first + best])) {
                best = i;
            }
        }
        return best;
    }

    /** Whether the model's first choice for an image is right. */
    public boolean isRight(int image) {
        return rank(image) == 0;
    }

    /** How often the model is right. */
    public Accuracy accuracy() {
        long top1Hits = 0;
        long top5Hits = 0;
        for (int image = 0; image < images(); image++) {
            int rank = rank(image);
            top1Hits += rank == 0 ? 1 : 0;
            top5Hits += rank < FIRST ? 1 : 0;
        }
        return new Accuracy(images(), top1Hits, top5Hits, skipped, seconds);
    }

    /** Mean cross entropy: −log softmax of the label's logit. */
    public double crossEntropy() {
        double sum = 0;
        for (int image = 0; image < images(); image++) {
            int first = image * classes();
            double largest = logits[first + choice(image)];
            double all = 0;
            for (int i = 0; i < classes(); i++) {
                all += Math.exp(logits[first + i] - largest);
            }
            sum += Math.log(all) + largest - logits[first + labels[image]];
        }
        return sum / images();
    }

    private int classes() {
        return logits.length / labels.length;
    }

    /**
     * How many classes have a larger logit than the label; of equal ones, an earlier class counts
     * as larger.
     */
    private int rank(int image) {
        int first = image * classes();
        int label = labels[image];
        float own = logits[first + label];
        int rank = 0;
        for (int i = 0; i < classes(); i++) {
            float other = logits[first + i];
            if (other > own || other == own && i < label || Float.isNaN(other)) {
                rank++;
            }
        }
        return rank;
    }
}
