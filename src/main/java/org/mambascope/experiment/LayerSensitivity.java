package org.mambascope.experiment;

import org.mambascope.quant.QuantisedLayer;

/**
 * What quantising one layer alone does to a model's answers.
 *
 * @param layer the quantised one; all others are the original's
 * @param accuracy top-1 with it, in percent
 * @param comparison with the original's answers
 */
public record LayerSensitivity(QuantisedLayer layer, double accuracy, Comparison comparison) {}
