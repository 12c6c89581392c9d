package org.mambascope.session;

import org.mambascope.experiment.evaluation.LayerSensitivity;

import java.util.List;

/**
 * Effect of quantising each layer alone.
 *
 * @param method that layers were quantised by, for the user
 * @param layers the most sensitive first
 */
public record SensitivityState(String method, List<LayerSensitivity> layers) {
    /** Under this name session files keep it. */
    public static final String NAME = "sensitivity";

    /** Nothing was measured. */
    public static final SensitivityState NOTHING = new SensitivityState("", List.of());

    public SensitivityState {
        method = method == null ? "" : method;
        layers = layers == null ? List.of() : List.copyOf(layers);
    }
}
