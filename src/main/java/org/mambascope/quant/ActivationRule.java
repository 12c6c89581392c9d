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

    /** Step and zero point of every token computed when it comes, from smallest to largest. */
    record Dynamic() implements ActivationRule {}
}
