package org.mambascope.workflow;

import org.mambascope.base.Progress;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.Conversion;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.MeasuredLayers;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.plan.QuantisationPlan;

import java.util.Map;
import java.util.function.Function;

/**
 * A search in this process.
 *
 * @param search among layers at their widths
 * @param layers their measurements
 * @param originals costs of the original
 * @param opened opens the original to be quantised
 */
record LocalPlanSearch(
        BitSearch search,
        MeasuredLayers layers,
        Map<CostKind, Double> originals,
        Function<Progress, QuantisableModel> opened)
        implements PlanSearch {
    @Override
    public double original(CostKind bound) {
        return originals.get(bound);
    }

    @Override
    public double least(CostKind bound) {
        return layers.least(bound);
    }

    @Override
    public double most(CostKind bound) {
        return layers.most(bound);
    }

    @Override
    public SearchTrajectory preview(Map<CostKind, Double> budgets) {
        return SearchTrajectory.into(layers.table(), layers.fixed(), budgets);
    }

    @Override
    public FoundPlan find(Map<CostKind, Double> budgets, Progress progress) {
        return search.verify(search.path(layers, budgets), budgets, progress);
    }

    @Override
    public FoundPlan convert(FoundPlan found, QuantisationPlan plan, int most, Progress progress) {
        try (QuantisableModel original = opened.apply(progress)) {
            return search.convert(found, new Conversion(original, plan), most, progress);
        }
    }
}
