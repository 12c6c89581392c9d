package org.mambascope.quant.file;

import org.mambascope.checkpoint.StoredTensor;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place of a layer's weights in the original's state dict.
 *
 * @param tensor name of the tensor
 * @param part index among those that are stacked along its first axis; empty for all of it
 */
record WeightLocation(String tensor, OptionalInt part) {
    /** VMamba stacks the projections of its scans: {@code op.x_proj2} is one of four. */
    private static final Pattern STACKED = Pattern.compile("(.*\\.op\\.)(x_proj|dt_proj)(\\d+)");

    /** Of the layer of this name. */
    static WeightLocation of(String layer) {
        Matcher parts = STACKED.matcher(layer);
        if (!parts.matches()) {
            return new WeightLocation(layer + ".weight", OptionalInt.empty());
        }
        String stack = parts.group(2).equals("x_proj") ? "x_proj_weight" : "dt_projs_weight";
        return new WeightLocation(
                parts.group(1) + stack, OptionalInt.of(Integer.parseInt(parts.group(3))));
    }

    /** Number of layers whose weights the tensor holds. */
    long parts(Map<String, StoredTensor> original) {
        return part.isPresent() ? original.get(tensor).shape().getFirst() : 1;
    }
}
