package org.mambascope.experiment.evaluation;

import org.mambascope.base.Problem;

/**
 * Difference between a model's and a reference's predictions for the same images.
 *
 * @param agreement share of images for which both choose the same class, in percent
 * @param signalToNoise of the logits in dB: the reference's square sum over that of the
 *     differences; infinite if there are none, NaN if unknown, −∞ if logits are not numbers where
 *     the reference's are
 * @param probability p of {@link McNemar}'s test of their right predictions
 */
public record PairedComparison(double agreement, double signalToNoise, double probability) {
    private static final double SIGNIFICANT = 0.05;

    /**
     * Compares answers.
     *
     * @throws Problem if the images or classes are not the same
     */
    public static PairedComparison of(EvaluationLogits reference, EvaluationLogits other) {
        if (reference.images() != other.images()
                || reference.logits().length != other.logits().length) {
            throw new Problem(
                    "Expected a model and a reference with the same classes and images, found %d logits for %d images and %d for %d: take a reference of the same classes."
                            .formatted(
                                    other.logits().length,
                                    other.images(),
                                    reference.logits().length,
                                    reference.images()));
        }
        return of(
                PredictedClasses.of(reference, Double.POSITIVE_INFINITY),
                PredictedClasses.of(other, SignalToNoise.decibels(reference.all(), other.all())));
    }

    /**
     * Compares what was chosen for the same images.
     *
     * @param reference whose logits the other's signal-to-noise ratio refers to
     */
    public static PairedComparison of(PredictedClasses reference, PredictedClasses other) {
        long same = 0;
        long onlyReference = 0;
        long onlyOther = 0;
        for (int image = 0; image < other.images(); image++) {
            int chosen = other.chosen()[image];
            same += chosen >= 0 && chosen == reference.chosen()[image] ? 1 : 0;
            boolean expected = reference.isRight(image);
            boolean found = other.isRight(image);
            onlyReference += expected && !found ? 1 : 0;
            onlyOther += found && !expected ? 1 : 0;
        }
        return new PairedComparison(
                100.0 * same / other.images(),
                other.signalToNoise(),
                McNemar.probability(onlyReference, onlyOther));
    }

    /** Returns true if the difference in right predictions is more than chance: p below 0.05. */
    public boolean isSignificant() {
        return probability < SIGNIFICANT;
    }

    /** Copy with an unknown ratio. */
    public PairedComparison withoutSignalToNoise() {
        return new PairedComparison(agreement, Double.NaN, probability);
    }
}
