package org.mambascope.experiment.search;

import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loss and cost of each layer at each width, by itself. Losses are noise over signal of the logits;
 * those of several layers add up as long as their errors are independent.
 *
 * @param rows of all layers, in the order in which they run
 */
public record SensitivityTable(List<Row> rows) {
    /**
     * A width.
     *
     * @param bits of weights and input
     * @param costs of whatever may be bounded
     * @param loss noise over signal of the logits with this layer alone quantised so
     */
    public record Choice(LayerBits bits, Map<CostKind, Double> costs, double loss) {
        public Choice {
            costs = Map.copyOf(costs);
        }

        /** Cost at this width. */
        double cost(CostKind bound) {
            return costs.get(bound);
        }

        /** Returns true if this choice is no worse than another in loss and in every cost. */
        private boolean beats(Choice other) {
            return loss <= other.loss
                    && costs.keySet().stream().allMatch(bound -> cost(bound) <= other.cost(bound));
        }
    }

    /**
     * A layer.
     *
     * @param layer its name
     * @param choices at least one; only those that no other beats are kept, the one that loses most
     *     first
     */
    public record Row(String layer, List<Choice> choices) {
        public Row {
            choices = front(choices);
        }

        /** The one that loses least. */
        public Choice best() {
            return choices.getLast();
        }

        /** The lowest cost. */
        double least(CostKind bound) {
            return choices.stream().mapToDouble(choice -> choice.cost(bound)).min().orElseThrow();
        }

        /** The highest cost. */
        double most(CostKind bound) {
            return choices.stream().mapToDouble(choice -> choice.cost(bound)).max().orElseThrow();
        }

        /** The one of these bits. */
        Choice of(LayerBits bits) {
            return choices.stream()
                    .filter(choice -> choice.bits().equals(bits))
                    .findFirst()
                    .orElseThrow();
        }

        private static List<Choice> front(List<Choice> all) {
            List<Choice> front = new ArrayList<>();
            for (Choice choice : all) {
                if (front.stream().noneMatch(other -> other.beats(choice))) {
                    front.removeIf(choice::beats);
                    front.add(choice);
                }
            }
            front.sort(Comparator.comparingDouble(Choice::loss).reversed());
            return List.copyOf(front);
        }
    }

    public SensitivityTable {
        rows = List.copyOf(rows);
    }

    /** The cheapest that can be. */
    public double leastCost(CostKind bound) {
        return rows.stream().mapToDouble(row -> row.least(bound)).sum();
    }

    /** The dearest that makes sense. */
    public double mostCost(CostKind bound) {
        return rows.stream().mapToDouble(row -> row.most(bound)).sum();
    }

    /** Bits by layer with the least loss, whatever they cost. */
    Map<String, LayerBits> widest() {
        Map<String, LayerBits> bits = new HashMap<>();
        rows.forEach(row -> bits.put(row.layer(), row.best().bits()));
        return bits;
    }

    /** Cost of these bits. */
    double cost(Map<String, LayerBits> bits, CostKind bound) {
        return rows.stream().mapToDouble(row -> row.of(bits.get(row.layer())).cost(bound)).sum();
    }

    /** Loss of these bits if errors are independent. */
    double loss(Map<String, LayerBits> bits) {
        return rows.stream().mapToDouble(row -> row.of(bits.get(row.layer())).loss()).sum();
    }

    /** The plan of these bits, whose most frequent ones are those of all. */
    BitPlan plan(Map<String, LayerBits> bits) {
        Map<LayerBits, Integer> counts = new HashMap<>();
        bits.values().forEach(each -> counts.merge(each, 1, Integer::sum));
        LayerBits all =
                counts.entrySet().stream()
                        .max(
                                Map.Entry.<LayerBits, Integer>comparingByValue()
                                        .thenComparing(entry -> entry.getKey().toString()))
                        .orElseThrow()
                        .getKey();
        Map<String, LayerBits> own = new HashMap<>(bits);
        own.values().removeIf(all::equals);
        return new BitPlan(all, own);
    }
}
