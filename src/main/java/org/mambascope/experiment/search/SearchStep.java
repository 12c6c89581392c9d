package org.mambascope.experiment.search;

import org.mambascope.quant.plan.LayerBits;

import java.util.Map;

/**
 * A step of a search: one layer goes to other bits.
 *
 * @param layer its name
 * @param from bits before
 * @param to bits after
 * @param costs of the whole plan after it
 * @param predicted SQNR of the logits after it in dB, if the layers' errors are independent
 */
public record SearchStep(
        String layer, LayerBits from, LayerBits to, Map<CostKind, Double> costs, double predicted) {
    public SearchStep {
        costs = Map.copyOf(costs);
    }
}
