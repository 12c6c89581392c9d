package org.mambascope.experiment.search;

import org.mambascope.quant.plan.BitPlan;

import java.util.Map;

/**
 * A plan on the way that was converted by a whole method, learning included, and measured.
 *
 * @param method that converted it, for the user
 * @param bits of every layer
 * @param plan where it stands on the way, and what it answers now
 * @param costs of it, exactly; the latency is what is predicted
 * @param seconds that converting took
 */
public record ConvertedPlan(
        String method,
        BitPlan bits,
        MeasuredPlan plan,
        Map<CostKind, Double> costs,
        double seconds) {
    public ConvertedPlan {
        costs = Map.copyOf(costs);
    }
}
