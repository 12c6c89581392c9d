package org.mambascope.experiment.search;

import org.mambascope.quant.plan.BitPlan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param path into the budgets
 * @param verified plans on the way that were measured, in order
 * @param best of those within the budgets, the one whose measured SQNR is the highest
 * @param bits the plan of it
 * @param costs of it, exactly; the latency is what is predicted
 * @param budgets that it had to meet
 * @param time what its latency was measured at; empty as long as it was not
 * @param converted plans on the way that a method made whole, learning included; the best first
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

    /** The same with its latency measured. */
    FoundPlan timed(Latency.Measured found) {
        return new FoundPlan(
                path, verified, best, bits, costs, budgets, Optional.of(found), converted);
    }

    /**
     * The same with plans that were converted; the first of them is what was found.
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
