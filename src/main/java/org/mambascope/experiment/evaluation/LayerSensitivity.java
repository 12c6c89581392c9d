package org.mambascope.experiment.evaluation;

import org.mambascope.quant.plan.LayerBits;

/**
 * What quantising one layer alone does to a model's answers.
 *
 * @param layer name of the quantised one; all others are the original's
 * @param bits of it
 * @param accuracy top-1 with it, in percent
 * @param loss mean cross entropy with it
 * @param comparison with the original's answers
 */
public record LayerSensitivity(
        String layer, LayerBits bits, double accuracy, double loss, PairedComparison comparison) {}
