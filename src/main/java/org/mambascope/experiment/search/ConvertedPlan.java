package org.mambascope.experiment.search;

import org.mambascope.quant.plan.BitPlan;

import java.util.Map;

/**
 * A candidate plan, quantised with the full method (learning included) and measured.
 *
 * @param method that quantised it, for the user
 * @param bits of every layer
 * @param plan its place on the trajectory, and its measured predictions
 * @param costs of it, exact; the latency is predicted
 * @param seconds that quantising took
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
