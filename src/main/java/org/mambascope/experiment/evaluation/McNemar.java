package org.mambascope.experiment.evaluation;

/**
 * McNemar's exact test of two models on the same images: whether the images that only one of them
 * gets right fall to one side more than chance would have it.
 */
public final class McNemar {
    private McNemar() {}

    /**
     * The probability of a split at least as uneven if both models were equally good, two-sided.
     *
     * @param onlyFirst images that only the first model gets right
     * @param onlySecond images that only the second gets right
     */
    public static double probability(long onlyFirst, long onlySecond) {
        long all = onlyFirst + onlySecond;
        double logarithm = -all * Math.log(2);
        double tail = Math.exp(logarithm);
        for (long hits = 1; hits <= Math.min(onlyFirst, onlySecond); hits++) {
            logarithm += Math.log((double) (all - hits + 1) / hits);
            tail += Math.exp(logarithm);
        }
        return Math.min(1, 2 * tail);
    }
}
