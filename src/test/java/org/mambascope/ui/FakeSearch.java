package org.mambascope.ui;

import org.mambascope.base.Progress;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.SearchPath;
import org.mambascope.experiment.search.SensitivityTable;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.experiment.search.Verified;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.LayerBits;
import org.mambascope.ui.session.PlanSearch;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A layer costs its bits of weights; what it loses falls with them, and earlier layers lose less.
 */
record FakeSearch(SensitivityTable table) implements PlanSearch {
    private static final double FIXED = 100;

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
                        .map(
                                bits ->
                                        new Choice(
                                                bits,
                                                bits.weight(),
                                                place * Math.pow(4, -bits.weight())))
                        .toList());
    }

    @Override
    public double original() {
        return FIXED + 32 * table.rows().size();
    }

    @Override
    public double least() {
        return FIXED + table.leastCost();
    }

    @Override
    public double most() {
        return FIXED + table.mostCost();
    }

    @Override
    public SearchPath preview(double budget) {
        return SearchPath.into(table, FIXED, budget);
    }

    @Override
    public FoundPlan find(double budget, Progress progress) {
        SearchPath path = preview(budget);
        int all = path.steps().size();
        Verified best = new Verified(all, 88, new Comparison(97, path.predicted(all), 0.5));
        return new FoundPlan(path, List.of(best), best, path.plan(all), path.cost(all), budget);
    }
}
