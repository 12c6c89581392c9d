package org.mambascope.experiment.search;

import org.mambascope.base.Problem;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.quant.LayerBits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bits whose predicted loss is the least within a budget: a knapsack with one choice a layer,
 * solved layer by layer over the partial plans that no other beats in both cost and loss. Exact as
 * long as there are at most {@value #MOST} of them; beyond, plans of nearly equal cost count as
 * one, and the budget still holds.
 */
final class LeastLoss {
    private static final int MOST = 4096;

    private LeastLoss() {}

    /** Some first layers with their bits: the last of them and what came before it. */
    private record Partial(double cost, double loss, Choice choice, Partial before) {}

    private static final Partial NOTHING = new Partial(0, 0, null, null);

    /**
     * Solves it.
     *
     * @throws Problem if even the cheapest bits cost more than the budget
     */
    static Map<String, LayerBits> within(SensitivityTable table, double budget) {
        if (table.leastCost() > budget) {
            throw new IllegalArgumentException("nothing is so cheap");
        }
        List<Partial> partials = List.of(NOTHING);
        double rest = table.leastCost();
        for (Row row : table.rows()) {
            rest -= row.choices().getFirst().cost();
            partials = thinned(extended(partials, row, budget - rest));
        }
        Map<String, LayerBits> bits = new HashMap<>();
        Partial at = partials.getLast();
        for (Row row : table.rows().reversed()) {
            bits.put(row.layer(), at.choice().bits());
            at = at.before();
        }
        return bits;
    }

    /** The front of all plans with one layer more, the cheapest first. */
    private static List<Partial> extended(List<Partial> partials, Row row, double most) {
        List<Partial> all = new ArrayList<>(partials.size() * row.choices().size());
        for (Partial partial : partials) {
            for (Choice choice : row.choices()) {
                double cost = partial.cost() + choice.cost();
                if (cost <= most * (1 + 1e-12)) {
                    all.add(new Partial(cost, partial.loss() + choice.loss(), choice, partial));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Partial::cost).thenComparingDouble(Partial::loss));
        List<Partial> front = new ArrayList<>();
        for (Partial partial : all) {
            if (front.isEmpty() || partial.loss() < front.getLast().loss()) {
                front.add(partial);
            }
        }
        return front;
    }

    /** Of plans of nearly equal cost, the one with the least loss; the cheapest stays. */
    private static List<Partial> thinned(List<Partial> front) {
        if (front.size() <= MOST) {
            return front;
        }
        double first = front.getFirst().cost();
        double width = (front.getLast().cost() - first) / (MOST - 2);
        List<Partial> kept = new ArrayList<>();
        kept.add(front.getFirst());
        for (int i = 1; i < front.size(); i++) {
            boolean last =
                    i == front.size() - 1
                            || (long) ((front.get(i).cost() - first) / width)
                                    != (long) ((front.get(i + 1).cost() - first) / width);
            if (last) {
                kept.add(front.get(i));
            }
        }
        return kept;
    }
}
