package org.mambascope.quant;

/** How a layer's input is quantised. */
public sealed interface ActivationRule {
    /** What shares a step size. */
    enum Granularity {
        /** All values of a layer's input. */
        TENSOR,
        /** All channels, in all images, of one token position. */
        TOKEN
    }

    /** Steps and zero points fixed by calibration. */
    record Static(Granularity granularity, RangeRule range) implements ActivationRule {}

    /**
     * Signed codes, and a step for each of a few groups of token positions of similar magnitude;
     * steps are powers of two apart. They and one step of all weights are those that turn the
     * layer's output least.
     */
    record Clustered(int clusters) implements ActivationRule {}

    /** Signed codes with static steps per token; channels that stand out have 8 bits instead. */
    record Outliers(RangeRule.Search range) implements ActivationRule {}

    /** Step and zero point of every token computed when it comes, from smallest to largest. */
    record Dynamic() implements ActivationRule {}
}
