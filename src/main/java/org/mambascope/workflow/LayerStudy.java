package org.mambascope.workflow;

import org.mambascope.model.LoadedModel;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Path;
import java.util.List;

/**
 * Inputs for measuring a model's layers one by one.
 *
 * @param model the original
 * @param plan by which layers are quantised; learning is left out
 * @param calibration images that steps are found with
 * @param images files and folders of the images to answer, with labels or annotations
 * @param limit images to answer, at most
 */
public record LayerStudy(
        LoadedModel model,
        QuantisationPlan plan,
        Calibration calibration,
        List<Path> images,
        int limit) {
    public LayerStudy {
        images = List.copyOf(images);
    }
}
