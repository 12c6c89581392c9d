package org.mambascope.workflow;

import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.evaluation.Sensitivity;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.BlockwiseQuantiser;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Layers of an open model, quantised one by one to be tried alone. Nothing is learned.
 *
 * @param model the original
 * @param plan by which layers are quantised; what it learns is left out
 * @param set calibration images
 */
public record LayerTrials(LoadedModel model, QuantisationPlan plan, CalibrationSet set) {
    /** All layers with the bits that the plan gives them. */
    public List<QuantisedLayer> layers(Progress progress) {
        List<QuantisedLayer> layers =
                BlockwiseQuantiser.search(model.network(), set, plan.withoutLearning(), progress)
                        .layers();
        progress.checkCancelled();
        return layers;
    }

    /** All layers at one width. */
    public List<QuantisedLayer> layers(LayerBits width, Progress progress) {
        BitPlan uniform = BitPlan.uniform(width);
        return new LayerTrials(model, plan.with(uniform), set).layers(progress);
    }

    /**
     * All layers at several widths, in the order of these.
     *
     * @param progress of each width
     */
    public Map<LayerBits, List<QuantisedLayer>> layers(
            List<LayerBits> widths, Function<LayerBits, Progress> progress) {
        Map<LayerBits, List<QuantisedLayer>> layers = new LinkedHashMap<>();
        widths.forEach(width -> layers.put(width, layers(width, progress.apply(width))));
        return layers;
    }

    /**
     * Effects of quantising each layer alone, the most sensitive layer first.
     *
     * @param evaluation of the original
     * @param limit images to answer, at most
     * @throws org.mambascope.base.Problem as {@link Sensitivity#measure}
     */
    public List<LayerSensitivity> sensitivity(
            Evaluation<?> evaluation, long limit, Progress quantising, Progress measuring) {
        return Sensitivity.measure(evaluation, layers(quantising), limit, measuring);
    }
}
