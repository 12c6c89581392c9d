package org.mambascope.quant.plan;

import java.util.OptionalDouble;

/**
 * The parts of a method.
 *
 * @param smoothing α of s = a^α / w^(1−α), by which a layer's input is divided channel by channel;
 *     empty for none
 * @param weights range of each output channel's weights, which are symmetric about 0
 * @param activations of the layers' inputs
 * @param basis of the layers' inputs
 * @param rounding of weights
 * @param learning block by block afterwards
 */
public record Recipe(
        OptionalDouble smoothing,
        RangeRule weights,
        ActivationRule activations,
        BasisRule basis,
        RoundingRule rounding,
        LearningTarget learning) {
    /** Rounding to nearest in the basis as it comes, without smoothing or learning. */
    public static Recipe plain(ActivationRule activations, RangeRule weights) {
        return new Recipe(
                OptionalDouble.empty(),
                weights,
                activations,
                BasisRule.PLAIN,
                RoundingRule.NEAREST,
                LearningTarget.NONE);
    }

    /** Copy with smoothing. */
    public Recipe withSmoothing(double alpha) {
        if (alpha < 0 || alpha > 1) {
            throw new IllegalArgumentException("alpha lies between 0 and 1");
        }
        return new Recipe(
                OptionalDouble.of(alpha), weights, activations, basis, rounding, learning);
    }

    /** Copy in another basis. */
    public Recipe in(BasisRule other) {
        return new Recipe(smoothing, weights, activations, other, rounding, learning);
    }

    /** Copy with another rounding rule. */
    public Recipe rounding(RoundingRule other) {
        return new Recipe(smoothing, weights, activations, basis, other, learning);
    }

    /** Returns true if GPTQ rounding has to wait until steps are learned. */
    public boolean roundsAfterLearning() {
        return learning == LearningTarget.SCALES_AND_STEPS && rounding != RoundingRule.NEAREST;
    }

    /** Copy with another target of learning. */
    public Recipe learning(LearningTarget other) {
        return new Recipe(smoothing, weights, activations, basis, rounding, other);
    }

    /** Copy that searches among fewer ranges. */
    public Recipe coarser() {
        return new Recipe(
                smoothing, weights.coarser(), activations.coarser(), basis, rounding, learning);
    }

    /** Returns true if anything is learned. */
    public boolean learned() {
        return learning != LearningTarget.NONE;
    }
}
