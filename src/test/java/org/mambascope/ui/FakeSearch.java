package org.mambascope.ui;

import org.mambascope.base.Progress;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.search.ConvertedPlan;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.MeasuredPlan;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.experiment.search.SensitivityTable;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.workflow.PlanSearch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A layer costs its bits of weights, and 1 ms as integers, 2 ms in floating point and 3 ms
 * otherwise; what it loses falls with its bits, and earlier layers lose less.
 */
record FakeSearch(SensitivityTable table) implements PlanSearch {
    private static final Map<CostKind, Double> FIXED =
            Map.of(CostKind.SIZE, 100.0, CostKind.OPERATIONS, 100.0, CostKind.LATENCY, 10.0);

    FakeSearch(List<LayerSite> sites, List<LayerBits> offered) {
        this(
                new SensitivityTable(
                        IntStream.range(0, sites.size())
                                .mapToObj(i -> row(sites.get(i), i + 1, offered))
                                .toList()));
    }

    private static Row row(LayerSite site, int place, List<LayerBits> offered) {
        return new Row(
                site.name(),
                offered.stream()
                        .map(bits -> new Choice(bits, costs(bits), loss(place, bits)))
                        .toList());
    }

    private static Map<CostKind, Double> costs(LayerBits bits) {
        double weight = bits.isFloating() ? 32 : bits.weight();
        double time = bits.isFloating() ? 2 : bits.weight() == 8 ? 1 : 3;
        return Map.of(CostKind.SIZE, weight, CostKind.OPERATIONS, weight, CostKind.LATENCY, time);
    }

    private static double loss(int place, LayerBits bits) {
        return bits.isFloating() ? 0 : place * Math.pow(4, -bits.weight());
    }

    @Override
    public double original(CostKind bound) {
        return FIXED.get(bound) + costs(LayerBits.FLOATING).get(bound) * table.rows().size();
    }

    @Override
    public double least(CostKind bound) {
        return FIXED.get(bound) + table.leastCost(bound);
    }

    @Override
    public double most(CostKind bound) {
        return FIXED.get(bound) + table.mostCost(bound);
    }

    @Override
    public SearchTrajectory preview(Map<CostKind, Double> budgets) {
        return SearchTrajectory.into(table, FIXED, budgets);
    }

    @Override
    public FoundPlan find(Map<CostKind, Double> budgets, Progress progress) {
        SearchTrajectory path = preview(budgets);
        int all = path.steps().size();
        MeasuredPlan best =
                new MeasuredPlan(
                        all, 88, "top-1", new PairedComparison(97, path.predicted(all), 0.5));
        return found(path, budgets, best, List.of());
    }

    /** A method gains 3 dB. */
    @Override
    public FoundPlan convert(FoundPlan found, QuantisationPlan plan, int most, Progress progress) {
        MeasuredPlan better =
                new MeasuredPlan(
                        found.best().taken(),
                        89,
                        "top-1",
                        new PairedComparison(
                                98, found.best().comparison().signalToNoise() + 3, 0.5));
        ConvertedPlan converted =
                new ConvertedPlan(plan.method().words(), found.bits(), better, found.costs(), 60);
        return found(found.path(), found.budgets(), found.best(), List.of(converted));
    }

    private static FoundPlan found(
            SearchTrajectory path,
            Map<CostKind, Double> budgets,
            MeasuredPlan best,
            List<ConvertedPlan> converted) {
        Map<CostKind, Double> costs = new EnumMap<>(CostKind.class);
        FIXED.keySet().forEach(bound -> costs.put(bound, path.cost(best.taken(), bound)));
        Optional<Latency.Measured> time =
                budgets.containsKey(CostKind.LATENCY)
                        ? Optional.of(new Latency.Measured(time(0, 36), time(12, 23), 34))
                        : Optional.empty();
        return new FoundPlan(
                path,
                List.of(best),
                best,
                path.plan(best.taken()),
                costs,
                budgets,
                time,
                converted);
    }

    private static RunTime time(int integerLayers, double milliseconds) {
        return new RunTime("cpu", 1, integerLayers, milliseconds, milliseconds, 0);
    }
}
