package org.mambascope.experiment.search;

import org.mambascope.base.Decibels;
import org.mambascope.base.Problem;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The trajectory from the bits that lose least into the budgets: as long as the plan costs too
 * much, the exchange that loses least for the cost it saves; then the exchanges to the least
 * predicted loss within the budgets.
 *
 * @param table losses and costs of layers
 * @param fixed costs that do not depend on bits
 * @param steps in order
 * @param descent number of steps until the budgets were met; the others are the exchanges after
 *     them
 */
public record SearchTrajectory(
        SensitivityTable table, Map<CostKind, Double> fixed, List<SearchStep> steps, int descent) {
    public SearchTrajectory {
        fixed = Map.copyOf(fixed);
        steps = List.copyOf(steps);
    }

    private record Exchange(Row row, Choice from, Choice to) {
        double saves(CostKind bound) {
            return from.cost(bound) - to.cost(bound);
        }
    }

    /**
     * Finds the way.
     *
     * @param fixed costs that do not depend on bits
     * @param budgets of the whole, one or two
     * @throws Problem if no plan meets all of them
     */
    public static SearchTrajectory into(
            SensitivityTable table, Map<CostKind, Double> fixed, Map<CostKind, Double> budgets) {
        requireEnough(table, fixed, budgets);
        Map<CostKind, Double> most = new EnumMap<>(CostKind.class);
        budgets.forEach((bound, budget) -> most.put(bound, budget - fixed.get(bound)));
        Map<String, LayerBits> least =
                KnapsackSolver.within(table, most).orElseThrow(() -> noneMeetsAll(budgets));
        Map<String, LayerBits> bits = table.widest();
        List<SearchStep> steps = new ArrayList<>();
        Descent descent = new Descent(table, most);
        for (Optional<Exchange> next = descent.next(bits);
                next.isPresent();
                next = descent.next(bits)) {
            steps.add(step(table, fixed, bits, next.get()));
        }
        int taken = steps.size();
        boolean arrived = descent.isOver(bits);
        if (!arrived || table.loss(least) < table.loss(bits)) {
            exchanges(table, bits, least, most.keySet())
                    .forEach(exchange -> steps.add(step(table, fixed, bits, exchange)));
        }
        return new SearchTrajectory(table, fixed, steps, arrived ? taken : steps.size());
    }

    /** Fails where the cheapest bits of all layers cost more than one of the budgets. */
    static void requireEnough(
            SensitivityTable table, Map<CostKind, Double> fixed, Map<CostKind, Double> budgets) {
        budgets.forEach(
                (bound, budget) ->
                        requireEnough(bound, fixed.get(bound) + table.leastCost(bound), budget));
    }

    private static void requireEnough(CostKind bound, double least, double budget) {
        if (least > budget) {
            throw new Problem(
                    "Expected a budget of at least %s, which the cheapest bits cost, found %s: raise it, or offer cheaper bits."
                            .formatted(bound.enough(least), bound.words(budget)));
        }
    }

    private static Problem noneMeetsAll(Map<CostKind, Double> budgets) {
        return new Problem(
                "No plan meets the budgets of %s together, though each can be met alone: raise one of them, or offer other bits."
                        .formatted(CostKind.words(budgets)));
    }

    /**
     * Exchanges one after the other until all budgets are met, or none brings them nearer.
     *
     * @param most upper bounds of the layers' costs
     */
    private record Descent(SensitivityTable table, Map<CostKind, Double> most) {
        Optional<Exchange> next(Map<String, LayerBits> bits) {
            Map<CostKind, Double> costs = costs(bits);
            double excess = excess(costs);
            if (excess <= 0) {
                return Optional.empty();
            }
            Optional<Exchange> best = Optional.empty();
            double bestRate = Double.POSITIVE_INFINITY;
            for (Row row : table.rows()) {
                Choice from = row.of(bits.get(row.layer()));
                for (Choice to : row.choices()) {
                    Exchange exchange = new Exchange(row, from, to);
                    double rate = rate(exchange, costs);
                    if (rate < bestRate && excess(after(costs, exchange)) < excess) {
                        best = Optional.of(exchange);
                        bestRate = rate;
                    }
                }
            }
            return best;
        }

        private Map<CostKind, Double> costs(Map<String, LayerBits> bits) {
            Map<CostKind, Double> costs = new EnumMap<>(CostKind.class);
            most.keySet().forEach(bound -> costs.put(bound, table.cost(bits, bound)));
            return costs;
        }

        boolean isOver(Map<String, LayerBits> bits) {
            return excess(costs(bits)) <= 0;
        }

        /** Sum of the excesses over all budgets, as fractions of them. */
        private double excess(Map<CostKind, Double> costs) {
            return costs.entrySet().stream()
                    .mapToDouble(
                            cost ->
                                    Math.max(0, cost.getValue() - most.get(cost.getKey()))
                                            / Math.abs(most.get(cost.getKey())))
                    .sum();
        }

        /** Loss for a part of the exceeded budgets. */
        private double rate(Exchange exchange, Map<CostKind, Double> costs) {
            double saved =
                    most.entrySet().stream()
                            .filter(limit -> costs.get(limit.getKey()) > limit.getValue())
                            .mapToDouble(
                                    limit ->
                                            exchange.saves(limit.getKey())
                                                    / Math.abs(limit.getValue()))
                            .sum();
            return saved > 0
                    ? (exchange.to().loss() - exchange.from().loss()) / saved
                    : Double.POSITIVE_INFINITY;
        }

        private static Map<CostKind, Double> after(Map<CostKind, Double> costs, Exchange exchange) {
            Map<CostKind, Double> after = new EnumMap<>(costs);
            after.replaceAll((bound, cost) -> cost - exchange.saves(bound));
            return after;
        }
    }

    /** Those that save first, so that one budget is met on the way as well. */
    private static List<Exchange> exchanges(
            SensitivityTable table,
            Map<String, LayerBits> from,
            Map<String, LayerBits> to,
            Set<CostKind> bounds) {
        List<Exchange> saving = new ArrayList<>();
        List<Exchange> spending = new ArrayList<>();
        for (Row row : table.rows()) {
            Choice before = row.of(from.get(row.layer()));
            Choice after = row.of(to.get(row.layer()));
            if (!before.equals(after)) {
                Exchange exchange = new Exchange(row, before, after);
                boolean saves = bounds.stream().allMatch(bound -> exchange.saves(bound) >= 0);
                (saves ? saving : spending).add(exchange);
            }
        }
        saving.addAll(spending);
        return saving;
    }

    private static SearchStep step(
            SensitivityTable table,
            Map<CostKind, Double> fixed,
            Map<String, LayerBits> bits,
            Exchange exchange) {
        bits.put(exchange.row().layer(), exchange.to().bits());
        return new SearchStep(
                exchange.row().layer(),
                exchange.from().bits(),
                exchange.to().bits(),
                costs(table, fixed, bits),
                decibels(table.loss(bits)));
    }

    private static Map<CostKind, Double> costs(
            SensitivityTable table, Map<CostKind, Double> fixed, Map<String, LayerBits> bits) {
        Map<CostKind, Double> costs = new EnumMap<>(CostKind.class);
        fixed.forEach((bound, rest) -> costs.put(bound, rest + table.cost(bits, bound)));
        return costs;
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

    /** Cost after this many steps. */
    public double cost(int taken, CostKind bound) {
        return fixed.get(bound) + table.cost(bits(taken), bound);
    }

    /** SQNR of the logits after so many steps in dB, if the layers' errors are independent. */
    public double predicted(int taken) {
        return decibels(table.loss(bits(taken)));
    }

    private static double decibels(double loss) {
        return Decibels.of(1, loss);
    }
}
