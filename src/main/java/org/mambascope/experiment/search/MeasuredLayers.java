package org.mambascope.experiment.search;

import java.util.Map;

/**
 * What is known before a budget is named.
 *
 * @param table what layers lose and cost
 * @param fixed costs that do not depend on bits
 */
public record MeasuredLayers(SensitivityTable table, Map<CostKind, Double> fixed) {
    public MeasuredLayers {
        fixed = Map.copyOf(fixed);
    }

    /** What the cheapest bits cost. */
    public double least(CostKind bound) {
        return fixed.get(bound) + table.leastCost(bound);
    }

    /** What the dearest bits cost: a budget of as much bounds nothing. */
    public double most(CostKind bound) {
        return fixed.get(bound) + table.mostCost(bound);
    }
}
