package org.mambascope.experiment.search;

import org.mambascope.base.Problem;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerBits;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way from the widest bits into a budget: as long as the plan costs too much, the exchange that
 * loses least for what it saves; then the exchanges to the least predicted loss within the budget.
 *
 * @param table what layers lose and cost
 * @param fixed cost that does not depend on bits
 * @param steps in order
 * @param descent how many of them it took to meet the budget; the others are the exchanges after it
 */
public record SearchPath(
        SensitivityTable table, double fixed, List<SearchStep> steps, int descent) {
    public SearchPath {
        steps = List.copyOf(steps);
    }

    private record Exchange(Row row, Choice from, Choice to) {
        /** Loss for a unit of cost. */
        double rate() {
            return (to.loss() - from.loss()) / (from.cost() - to.cost());
        }
    }

    /**
     * Finds the way.
     *
     * @param fixed cost that does not depend on bits
     * @param budget of the whole, in the unit of the table's costs
     * @throws Problem if even the narrowest bits cost more
     */
    public static SearchPath into(SensitivityTable table, double fixed, double budget) {
        double most = budget - fixed;
        if (table.leastCost() > most) {
            throw new Problem(
                    "Expected a budget of at least %,.0f, which the narrowest bits cost, found %,.0f. Raise it, or offer narrower bits."
                            .formatted(Math.ceil(table.leastCost() + fixed), budget));
        }
        Map<String, LayerBits> bits = table.widest();
        List<SearchStep> steps = new ArrayList<>();
        while (table.cost(bits) > most) {
            Exchange best = best(table, bits).orElseThrow();
            steps.add(step(table, fixed, bits, best));
        }
        int descent = steps.size();
        Map<String, LayerBits> least = LeastLoss.within(table, most);
        if (table.loss(least) < table.loss(bits)) {
            exchanges(table, bits, least)
                    .forEach(exchange -> steps.add(step(table, fixed, bits, exchange)));
        }
        return new SearchPath(table, fixed, steps, descent);
    }

    private static Optional<Exchange> best(SensitivityTable table, Map<String, LayerBits> bits) {
        Optional<Exchange> best = Optional.empty();
        for (Row row : table.rows()) {
            Choice from = row.of(bits.get(row.layer()));
            for (Choice to : row.choices()) {
                Exchange exchange = new Exchange(row, from, to);
                boolean better =
                        to.cost() < from.cost()
                                && best.map(other -> exchange.rate() < other.rate()).orElse(true);
                if (better) {
                    best = Optional.of(exchange);
                }
            }
        }
        return best;
    }

    /** Those that save first, so that the budget is met on the way as well. */
    private static List<Exchange> exchanges(
            SensitivityTable table, Map<String, LayerBits> from, Map<String, LayerBits> to) {
        List<Exchange> saving = new ArrayList<>();
        List<Exchange> spending = new ArrayList<>();
        for (Row row : table.rows()) {
            Choice before = row.of(from.get(row.layer()));
            Choice after = row.of(to.get(row.layer()));
            if (!before.equals(after)) {
                (after.cost() < before.cost() ? saving : spending)
                        .add(new Exchange(row, before, after));
            }
        }
        saving.addAll(spending);
        return saving;
    }

    private static SearchStep step(
            SensitivityTable table, double fixed, Map<String, LayerBits> bits, Exchange exchange) {
        bits.put(exchange.row().layer(), exchange.to().bits());
        return new SearchStep(
                exchange.row().layer(),
                exchange.from().bits(),
                exchange.to().bits(),
                fixed + table.cost(bits),
                decibels(table.loss(bits)));
    }

    /** Bits by layer after so many steps. */
    Map<String, LayerBits> bits(int taken) {
        Map<String, LayerBits> bits = new HashMap<>(table.widest());
        steps.subList(0, taken).forEach(step -> bits.put(step.layer(), step.to()));
        return bits;
    }

    /** The plan after so many steps. */
    public BitPlan plan(int taken) {
        return table.plan(bits(taken));
    }

    /** What it costs after so many steps. */
    public double cost(int taken) {
        return fixed + table.cost(bits(taken));
    }

    /** SQNR of the logits after so many steps in dB, if the layers' errors are independent. */
    public double predicted(int taken) {
        return decibels(table.loss(bits(taken)));
    }

    private static double decibels(double loss) {
        return -10 * Math.log10(loss);
    }
}
