package org.mambascope.model;

import org.mambascope.checkpoint.StoredTensor;

import java.util.Map;
import java.util.OptionalInt;

/**
 * Place of a layer's weight in the original's state dict.
 *
 * @param tensor name of the tensor
 * @param part which of those that are stacked along its first axis; empty for all of it
 */
public record WeightLocation(String tensor, OptionalInt part) {
    /** The tensor {@code LAYER.weight}, all of it. */
    public static WeightLocation of(String layer) {
        return new WeightLocation(layer + ".weight", OptionalInt.empty());
    }

    /** Number of layers whose weights the tensor holds. */
    public long parts(Map<String, StoredTensor> original) {
        return part.isPresent() ? original.get(tensor).shape().getFirst() : 1;
    }
}
