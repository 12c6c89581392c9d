package org.mambascope.quant;

import java.util.OptionalDouble;

/**
 * What a method consists of.
 *
 * @param smoothing α of s = a^α / w^(1−α), by which a layer's input is divided channel by channel;
 *     empty for none
 * @param weights range of each output channel's weights, which are symmetric about 0
 * @param activations of the layers' inputs
 * @param learned whether scales and steps are then learned block by block
 */
public record Recipe(
        OptionalDouble smoothing, RangeRule weights, ActivationRule activations, boolean learned) {
    /** The same with another α, where there is smoothing. */
    public Recipe withSmoothing(double alpha) {
        if (alpha < 0 || alpha > 1) {
            throw new IllegalArgumentException("alpha lies between 0 and 1");
        }
        return smoothing.isEmpty()
                ? this
                : new Recipe(OptionalDouble.of(alpha), weights, activations, learned);
    }
}
