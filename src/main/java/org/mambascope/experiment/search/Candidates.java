package org.mambascope.experiment.search;

import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All layers at all widths that are offered, and what they cost. */
final class Candidates {
    private final Map<CostKind, PlanCost> costs;
    private final Map<String, Map<LayerBits, Candidate>> candidates = new LinkedHashMap<>();

    /** As {@link BitSearch#BitSearch}. */
    Candidates(
            List<LayerSite> sites,
            Map<LayerBits, List<QuantisedLayer>> offered,
            Map<CostKind, PlanCost> costs) {
        this.costs = Map.copyOf(costs);
        Map<String, Map<LayerBits, QuantisedLayer>> layers = new HashMap<>();
        offered.forEach(
                (bits, all) ->
                        all.forEach(
                                layer ->
                                        layers.computeIfAbsent(layer.name(), _ -> new HashMap<>())
                                                .put(bits, layer)));
        for (LayerSite site : sites) {
            Map<LayerBits, Candidate> widths = new LinkedHashMap<>();
            for (LayerBits bits : offered.keySet()) {
                widths.put(
                        bits,
                        new Candidate(
                                site,
                                bits,
                                Optional.ofNullable(
                                        layers.getOrDefault(site.name(), Map.of()).get(bits))));
            }
            candidates.put(site.name(), widths);
        }
    }

    /** Every quantised layer. */
    List<QuantisedLayer> all() {
        return candidates.values().stream()
                .flatMap(widths -> widths.values().stream())
                .flatMap(candidate -> candidate.layer().stream())
                .toList();
    }

    /** Table of each candidate's cost and loss; floating point loses nothing. */
    SensitivityTable table(List<LayerSensitivity> sensitivities) {
        Map<String, Map<LayerBits, Double>> losses = new HashMap<>();
        for (LayerSensitivity each : sensitivities) {
            losses.computeIfAbsent(each.layer(), _ -> new HashMap<>())
                    .put(each.bits(), Math.pow(10, -each.comparison().signalToNoise() / 10));
        }
        return new SensitivityTable(
                candidates.entrySet().stream()
                        .map(
                                entry ->
                                        new Row(
                                                entry.getKey(),
                                                choices(
                                                        entry.getValue(),
                                                        losses.getOrDefault(
                                                                entry.getKey(), Map.of()))))
                        .toList());
    }

    private List<Choice> choices(Map<LayerBits, Candidate> widths, Map<LayerBits, Double> losses) {
        return widths.values().stream()
                .map(
                        candidate ->
                                new Choice(
                                        candidate.bits(),
                                        of(candidate),
                                        losses.getOrDefault(candidate.bits(), 0.0)))
                .toList();
    }

    private Map<CostKind, Double> of(Candidate candidate) {
        Map<CostKind, Double> all = new EnumMap<>(CostKind.class);
        costs.forEach((bound, cost) -> all.put(bound, cost.of(candidate)));
        return all;
    }

    /** Exact costs of the plan after this many steps of a trajectory. */
    Map<CostKind, Double> costs(SearchTrajectory path, int taken) {
        return costs(path.plan(taken), layers(path.bits(taken)));
    }

    /** Exact costs of a plan. */
    Map<CostKind, Double> costs(BitPlan plan, List<QuantisedLayer> layers) {
        Map<CostKind, Double> all = new EnumMap<>(CostKind.class);
        costs.forEach((bound, cost) -> all.put(bound, cost.whole(plan, layers)));
        return all;
    }

    /** The quantised layers of a plan. */
    List<QuantisedLayer> layers(Map<String, LayerBits> bits) {
        return candidates.entrySet().stream()
                .flatMap(entry -> entry.getValue().get(bits.get(entry.getKey())).layer().stream())
                .toList();
    }
}
