package org.mambascope.experiment.search;

import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.quant.plan.LayerBits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bits whose predicted loss is the least within one budget or two: a knapsack with one choice a
 * layer, solved layer by layer over the partial plans that no other beats in costs and loss. Exact
 * as long as there are at most {@value #MOST} of them; beyond, plans of nearly equal costs count as
 * one, and the budgets still hold.
 */
final class KnapsackSolver {
    private static final int MOST = 4096;

    /** Plans cost nearly the same in both ways if they do in steps of this part of the range. */
    private static final int SIDE = 96;

    private final SensitivityTable table;
    private final Optional<Limit> first;
    private final Optional<Limit> second;

    private KnapsackSolver(SensitivityTable table, List<Limit> limits) {
        this.table = table;
        this.first = limits.stream().findFirst();
        this.second = limits.stream().skip(1).findFirst();
    }

    private record Limit(CostKind bound, double most) {}

    /** Some first layers with their bits: the last of them and what came before it. */
    private record Partial(
            double first, double second, double loss, Choice choice, Partial before) {}

    private static final Partial NOTHING = new Partial(0, 0, 0, null, null);

    /**
     * Solves it.
     *
     * @param budgets one or two
     * @return bits by layer; empty if no plan meets all budgets
     */
    static Optional<Map<String, LayerBits>> within(
            SensitivityTable table, Map<CostKind, Double> budgets) {
        if (budgets.isEmpty() || budgets.size() > 2) {
            throw new IllegalArgumentException("one or two budgets, not " + budgets.size());
        }
        return new KnapsackSolver(
                        table,
                        budgets.entrySet().stream()
                                .map(entry -> new Limit(entry.getKey(), entry.getValue()))
                                .sorted(Comparator.comparing(Limit::bound))
                                .toList())
                .solve();
    }

    private Optional<Map<String, LayerBits>> solve() {
        List<Partial> partials = List.of(NOTHING);
        double firstLeft = first.map(limit -> table.leastCost(limit.bound())).orElse(0.0);
        double secondLeft = second.map(limit -> table.leastCost(limit.bound())).orElse(0.0);
        for (Row row : table.rows()) {
            firstLeft -= first.map(limit -> row.least(limit.bound())).orElse(0.0);
            secondLeft -= second.map(limit -> row.least(limit.bound())).orElse(0.0);
            partials = thinned(front(extended(partials, row, firstLeft, secondLeft)));
        }
        return partials.stream().min(Comparator.comparingDouble(Partial::loss)).map(this::bits);
    }

    private Map<String, LayerBits> bits(Partial last) {
        Map<String, LayerBits> bits = new HashMap<>();
        Partial at = last;
        for (Row row : table.rows().reversed()) {
            bits.put(row.layer(), at.choice().bits());
            at = at.before();
        }
        return bits;
    }

    /** All plans with one layer more that leave enough for the cheapest bits of the others. */
    private List<Partial> extended(
            List<Partial> partials, Row row, double firstLeft, double secondLeft) {
        List<Partial> all = new ArrayList<>(partials.size() * row.choices().size());
        for (Choice choice : row.choices()) {
            double firstCost = first.map(limit -> choice.cost(limit.bound())).orElse(0.0);
            double secondCost = second.map(limit -> choice.cost(limit.bound())).orElse(0.0);
            for (Partial partial : partials) {
                double one = partial.first() + firstCost;
                double two = partial.second() + secondCost;
                if (fits(one + firstLeft, first) && fits(two + secondLeft, second)) {
                    all.add(new Partial(one, two, partial.loss() + choice.loss(), choice, partial));
                }
            }
        }
        return all;
    }

    /** Sums in another order differ in their last bits. */
    private static boolean fits(double cost, Optional<Limit> limit) {
        return limit.map(some -> cost <= some.most() + 1e-12 * Math.abs(some.most())).orElse(true);
    }

    /** Those that no other beats, the cheapest first. */
    private static List<Partial> front(List<Partial> all) {
        all.sort(
                Comparator.comparingDouble(Partial::first)
                        .thenComparingDouble(Partial::second)
                        .thenComparingDouble(Partial::loss));
        List<Partial> front = new ArrayList<>();
        TreeMap<Double, Double> leastLoss = new TreeMap<>();
        for (Partial partial : all) {
            Map.Entry<Double, Double> cheaper = leastLoss.floorEntry(partial.second());
            if (cheaper == null || partial.loss() < cheaper.getValue()) {
                Map<Double, Double> dearer = leastLoss.tailMap(partial.second(), true);
                dearer.values().removeIf(loss -> loss >= partial.loss());
                leastLoss.put(partial.second(), partial.loss());
                front.add(partial);
            }
        }
        return front;
    }

    /** Of plans of nearly equal costs the one with the least loss; the cheapest ones stay. */
    private List<Partial> thinned(List<Partial> front) {
        if (front.size() <= MOST) {
            return front;
        }
        Comparator<Partial> bySecond = Comparator.comparingDouble(Partial::second);
        Partial cheapest = front.getFirst();
        Partial lowest = front.stream().min(bySecond).orElseThrow();
        int steps = second.isPresent() ? SIDE : MOST - 2;
        double width = (front.getLast().first() - cheapest.first()) / steps;
        double height =
                (front.stream().max(bySecond).orElseThrow().second() - lowest.second()) / SIDE;
        Map<Long, Partial> cells = new LinkedHashMap<>();
        for (Partial partial : front) {
            long column = (long) ((partial.first() - cheapest.first()) / width);
            long line = height > 0 ? (long) ((partial.second() - lowest.second()) / height) : 0;
            cells.merge(
                    column * (SIDE + 1L) + line,
                    partial,
                    (one, other) -> other.loss() < one.loss() ? other : one);
        }
        Set<Partial> kept = new HashSet<>(cells.values());
        kept.add(cheapest);
        kept.add(lowest);
        return sorted(kept);
    }

    private static List<Partial> sorted(Collection<Partial> some) {
        return some.stream().sorted(Comparator.comparingDouble(Partial::first)).toList();
    }
}
