package org.mambascope.experiment.search;

import java.util.Map;

/**
 * Measurements that do not depend on a budget.
 *
 * @param table losses and costs of layers
 * @param fixed costs that do not depend on bits
 */
public record MeasuredLayers(SensitivityTable table, Map<CostKind, Double> fixed) {
    public MeasuredLayers {
        fixed = Map.copyOf(fixed);
    }

    /** Cost of the cheapest bits. */
    public double least(CostKind bound) {
        return fixed.get(bound) + table.leastCost(bound);
    }

    /** Cost of the dearest bits: a budget this large bounds nothing. */
    public double most(CostKind bound) {
        return fixed.get(bound) + table.mostCost(bound);
    }
}
