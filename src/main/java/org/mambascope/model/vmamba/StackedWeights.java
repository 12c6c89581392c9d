package org.mambascope.model.vmamba;

import org.mambascope.model.WeightLocation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VMamba's stacked projections: {@code op.x_proj2} is the third part of {@code op.x_proj_weight}.
 */
final class StackedWeights {
    private static final Pattern STACKED = Pattern.compile("(.*\\.op\\.)(x_proj|dt_proj)(\\d+)");

    private StackedWeights() {}

    /** Location of a layer's weight; empty if it is not stacked. */
    static Optional<WeightLocation> of(String layer) {
        Matcher parts = STACKED.matcher(layer);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String stack = parts.group(2).equals("x_proj") ? "x_proj_weight" : "dt_projs_weight";
        return Optional.of(
                new WeightLocation(
                        parts.group(1) + stack, OptionalInt.of(Integer.parseInt(parts.group(3)))));
    }
}
