package org.mambascope.quant.plan;

/** Quantisation of a layer's input. */
public sealed interface ActivationRule {
    /** Set of values that share a step size. */
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
     * steps are powers of two apart. They and the single step of all weights are chosen to turn the
     * layer's output least.
     *
     * @param coarse whether few steps are tried, on few rows
     */
    record Clustered(int clusters, boolean coarse) implements ActivationRule {}

    /** Signed codes with static steps per token; outlier channels have 8 bits instead. */
    record Outliers(RangeRule.Search range) implements ActivationRule {}

    /** Returns true if tokens have steps of their own rather than one step for all values. */
    default boolean hasStepsOfTokens() {
        return switch (this) {
            case Static(Granularity granularity, RangeRule _) -> granularity == Granularity.TOKEN;
            case Clustered _, Outliers _, Dynamic _ -> true;
        };
    }

    /** Returns true if steps of input and weights are found together, which takes longer. */
    default boolean findsWeightSteps() {
        return switch (this) {
            case Clustered _ -> true;
            case Static _, Outliers _, Dynamic _ -> false;
        };
    }

    /** What comes on top of the bits of a plan, as {@code +O8}; empty for nothing. */
    default String extraBits() {
        return switch (this) {
            case Outliers _ -> "+O8";
            case Static _, Clustered _, Dynamic _ -> "";
        };
    }

    /** This rule, with fewer candidates where it searches. */
    default ActivationRule coarser() {
        return switch (this) {
            case Static(Granularity granularity, RangeRule range) ->
                    new Static(granularity, range.coarser());
            case Clustered(int clusters, boolean _) -> new Clustered(clusters, true);
            case Outliers(RangeRule.Search range) ->
                    new Outliers(new RangeRule.Search(range.power(), range.triesMinMax(), true));
            case Dynamic same -> same;
        };
    }

    /** Step and zero point of every token computed when it comes, from smallest to largest. */
    record Dynamic() implements ActivationRule {}
}
