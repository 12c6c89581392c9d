package org.mambascope.ui;

import org.mambascope.base.Progress;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.search.Bound;
import org.mambascope.experiment.search.Converted;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.SearchPath;
import org.mambascope.experiment.search.SensitivityTable;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.experiment.search.Verified;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.ui.session.PlanSearch;

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
    private static final Map<Bound, Double> FIXED =
            Map.of(Bound.SIZE, 100.0, Bound.OPERATIONS, 100.0, Bound.LATENCY, 10.0);

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

    private static Map<Bound, Double> costs(LayerBits bits) {
        double weight = bits.isFloating() ? 32 : bits.weight();
        double time = bits.isFloating() ? 2 : bits.weight() == 8 ? 1 : 3;
        return Map.of(Bound.SIZE, weight, Bound.OPERATIONS, weight, Bound.LATENCY, time);
    }

    private static double loss(int place, LayerBits bits) {
        return bits.isFloating() ? 0 : place * Math.pow(4, -bits.weight());
    }

    @Override
    public double original(Bound bound) {
        return FIXED.get(bound) + costs(LayerBits.FLOATING).get(bound) * table.rows().size();
    }

    @Override
    public double least(Bound bound) {
        return FIXED.get(bound) + table.leastCost(bound);
    }

    @Override
    public double most(Bound bound) {
        return FIXED.get(bound) + table.mostCost(bound);
    }

    @Override
    public SearchPath preview(Map<Bound, Double> budgets) {
        return SearchPath.into(table, FIXED, budgets);
    }

    @Override
    public FoundPlan find(Map<Bound, Double> budgets, Progress progress) {
        SearchPath path = preview(budgets);
        int all = path.steps().size();
        Verified best = new Verified(all, 88, new Comparison(97, path.predicted(all), 0.5));
        return found(path, budgets, best, List.of());
    }

    /** A method gains 3 dB. */
    @Override
    public FoundPlan convert(FoundPlan found, QuantisationPlan plan, int most, Progress progress) {
        Verified better =
                new Verified(
                        found.best().taken(),
                        89,
                        new Comparison(98, found.best().comparison().signalToNoise() + 3, 0.5));
        Converted converted =
                new Converted(plan.method().words(), found.bits(), better, found.costs(), 60);
        return found(found.path(), found.budgets(), found.best(), List.of(converted));
    }

    private static FoundPlan found(
            SearchPath path, Map<Bound, Double> budgets, Verified best, List<Converted> converted) {
        Map<Bound, Double> costs = new EnumMap<>(Bound.class);
        FIXED.keySet().forEach(bound -> costs.put(bound, path.cost(best.taken(), bound)));
        Optional<Latency.Measured> time =
                budgets.containsKey(Bound.LATENCY)
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
