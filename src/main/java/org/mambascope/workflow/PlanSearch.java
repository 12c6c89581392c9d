package org.mambascope.workflow;

import org.mambascope.base.Progress;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.Map;

/**
 * A search for a bit plan whose layers have been measured one by one. Plans are predicted within a
 * second; measuring whole ones takes time.
 */
public interface PlanSearch {
    /** Cost of the original. */
    double original(CostKind bound);

    /** Cost of the cheapest bits that are offered. */
    double least(CostKind bound);

    /** Cost of the dearest bits. */
    double most(CostKind bound);

    /**
     * The way into budgets by what is predicted, whose costs are sums over layers.
     *
     * @throws org.mambascope.base.Problem if no plan meets all of them
     */
    SearchTrajectory preview(Map<CostKind, Double> budgets);

    /** The way into budgets, exactly, with plans on it that are measured as a whole. */
    FoundPlan find(Map<CostKind, Double> budgets, Progress progress);

    /**
     * Quantises the best plans of a search with the full method, learning included, and measures
     * them.
     *
     * @param plan whose bits are left open
     * @param most number of them, at most
     */
    FoundPlan convert(FoundPlan found, QuantisationPlan plan, int most, Progress progress);
}
