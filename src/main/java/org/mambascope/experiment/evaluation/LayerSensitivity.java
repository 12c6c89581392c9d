package org.mambascope.experiment.evaluation;

import org.mambascope.quant.plan.LayerBits;

/**
 * Effect on a model's predictions of quantising one layer alone.
 *
 * @param layer name of the quantised one; all others are the original's
 * @param bits of the layer
 * @param accuracy with it: the first measure of the task
 * @param loss with it; NaN where the task has none
 * @param comparison with the original's predictions
 */
public record LayerSensitivity(
        String layer, LayerBits bits, double accuracy, double loss, PairedComparison comparison) {}
