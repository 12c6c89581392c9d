package org.mambascope.experiment.search;

import org.mambascope.quant.plan.BitPlan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Result of a search.
 *
 * @param path into the budgets
 * @param verified plans of the trajectory that were measured, in order
 * @param best of those within the budgets, the one whose measured SQNR is the highest
 * @param bits its plan
 * @param costs of it, exact; the latency is predicted
 * @param budgets that it had to meet
 * @param time measured latency; empty until it was measured
 * @param converted plans quantised with the full method, learning included; the best first
 */
public record FoundPlan(
        SearchTrajectory path,
        List<MeasuredPlan> verified,
        MeasuredPlan best,
        BitPlan bits,
        Map<CostKind, Double> costs,
        Map<CostKind, Double> budgets,
        Optional<Latency.Measured> time,
        List<ConvertedPlan> converted) {
    public FoundPlan {
        verified = List.copyOf(verified);
        costs = Map.copyOf(costs);
        budgets = Map.copyOf(budgets);
        converted = List.copyOf(converted);
    }

    /** Copy with a measured latency. */
    FoundPlan timed(Latency.Measured found) {
        return new FoundPlan(
                path, verified, best, bits, costs, budgets, Optional.of(found), converted);
    }

    /**
     * Copy with plans that were quantised with the full method; the first of them becomes the
     * result.
     *
     * @param all at least one, the best first
     */
    FoundPlan converted(List<ConvertedPlan> all) {
        ConvertedPlan first = all.getFirst();
        MeasuredPlan own =
                verified.stream()
                        .filter(each -> each.taken() == first.plan().taken())
                        .findFirst()
                        .orElse(best);
        return new FoundPlan(
                path, verified, own, first.bits(), first.costs(), budgets, Optional.empty(), all);
    }
}
