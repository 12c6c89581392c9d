package org.mambascope.experiment.search;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.experiment.Answers;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.Evaluation;
import org.mambascope.experiment.LayerSensitivity;
import org.mambascope.experiment.Sensitivity;
import org.mambascope.experiment.search.SensitivityTable.Choice;
import org.mambascope.experiment.search.SensitivityTable.Row;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.QuantisedLayer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for the bit plan that loses least within a budget. Every layer is first measured alone at
 * every width that is offered; from these losses a {@link SearchPath} leads into the budget; plans
 * along it, the last ones among them, are then measured as a whole, and the best by measurement is
 * taken.
 */
public final class BitSearch {
    /** Plans that are measured on the way. */
    private static final int VERIFIED = 8;

    /** Searches again after the exact cost turned out higher than the sum over layers. */
    private static final int MOST_ATTEMPTS = 4;

    private final Evaluation evaluation;
    private final PlanCost cost;
    private final long limit;
    private final Map<String, Map<LayerBits, Candidate>> candidates = new LinkedHashMap<>();

    /**
     * A search.
     *
     * @param evaluation of the original model
     * @param sites its quantisable layers, in the order in which they run
     * @param offered widths, each with all layers quantised so; those that a width leaves in
     *     floating point are not among its layers
     * @param limit images to answer, at most
     */
    public BitSearch(
            Evaluation evaluation,
            List<LayerSite> sites,
            Map<LayerBits, List<QuantisedLayer>> offered,
            PlanCost cost,
            long limit) {
        this.evaluation = evaluation;
        this.cost = cost;
        this.limit = limit;
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

    private List<LayerSensitivity> sensitivities(Progress progress) {
        List<QuantisedLayer> layers =
                candidates.values().stream()
                        .flatMap(widths -> widths.values().stream())
                        .flatMap(candidate -> candidate.layer().stream())
                        .toList();
        return Sensitivity.measure(evaluation, layers, limit, progress);
    }

    private SensitivityTable table(List<LayerSensitivity> sensitivities) {
        Map<String, Map<LayerBits, Double>> losses = new HashMap<>();
        for (LayerSensitivity each : sensitivities) {
            losses.computeIfAbsent(each.layer(), _ -> new HashMap<>())
                    .put(each.bits(), Math.pow(10, -each.comparison().signalToNoise() / 10));
        }
        List<Row> rows = new ArrayList<>();
        candidates.forEach(
                (layer, widths) ->
                        rows.add(
                                new Row(
                                        layer,
                                        widths.values().stream()
                                                .map(
                                                        candidate ->
                                                                new Choice(
                                                                        candidate.bits(),
                                                                        cost.of(candidate),
                                                                        losses.getOrDefault(
                                                                                        layer,
                                                                                        Map.of())
                                                                                .getOrDefault(
                                                                                        candidate
                                                                                                .bits(),
                                                                                        0.0)))
                                                .toList())));
        return new SensitivityTable(rows);
    }

    /**
     * The way into a budget by what is predicted; nothing is measured.
     *
     * @throws Problem if even the narrowest bits cost more
     */
    public SearchPath path(MeasuredLayers layers, double budget) {
        double aim = budget;
        SearchPath path = SearchPath.into(layers.table(), layers.fixed(), aim);
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            double excess = exactCost(path, path.steps().size()) - budget;
            if (excess <= 0) {
                break;
            }
            aim -= excess;
            path = SearchPath.into(layers.table(), layers.fixed(), aim);
        }
        return path;
    }

    /** What the plan after so many steps of a path costs, exactly. */
    private double exactCost(SearchPath path, int taken) {
        return whole(path.bits(taken), path.table());
    }

    private double whole(Map<String, LayerBits> bits, SensitivityTable table) {
        return cost.whole(table.plan(bits), layers(bits));
    }

    private List<QuantisedLayer> layers(Map<String, LayerBits> bits) {
        return candidates.entrySet().stream()
                .flatMap(entry -> entry.getValue().get(bits.get(entry.getKey())).layer().stream())
                .toList();
    }

    /**
     * Measures plans on the way as a whole, and takes the best within the budget.
     *
     * @throws Problem as {@link Evaluation#run}, or if no plan meets the budget
     */
    public FoundPlan verify(SearchPath path, double budget, Progress progress) {
        List<Integer> taken = toVerify(path);
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        taken.forEach(steps -> variants.add(layers(path.bits(steps))));
        List<Answers> answers = evaluation.run(variants, limit, progress);
        List<Verified> verified = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            Answers found = answers.get(i + 1);
            verified.add(
                    new Verified(
                            taken.get(i),
                            found.accuracy().top1(),
                            Comparison.of(answers.getFirst(), found)));
        }
        Verified best =
                verified.stream()
                        .filter(each -> exactCost(path, each.taken()) <= budget)
                        .max(Comparator.comparingDouble(each -> each.comparison().signalToNoise()))
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "No plan meets the budget of %,.0f. Raise it, or offer narrower bits."
                                                        .formatted(budget)));
        BitPlan bits = path.plan(best.taken());
        return new FoundPlan(path, verified, best, bits, exactCost(path, best.taken()), budget);
    }

    /** The start, the end of the descent and of all, and some between. */
    private static List<Integer> toVerify(SearchPath path) {
        TreeSet<Integer> taken = new TreeSet<>();
        for (int i = 0; i < VERIFIED; i++) {
            taken.add((int) Math.round((double) i * path.descent() / (VERIFIED - 1)));
        }
        taken.add(path.steps().size());
        return List.copyOf(taken);
    }

    /**
     * Measures every layer alone at every width, to find plans for any budget.
     *
     * @throws Problem as {@link Evaluation#run}
     */
    public MeasuredLayers measure(Progress progress) {
        SensitivityTable table = table(sensitivities(part(progress, "Each layer alone")));
        return new MeasuredLayers(table, whole(table.widest(), table) - table.mostCost());
    }

    /**
     * All of it: sensitivities, the way, and its verification.
     *
     * @throws Problem as the parts
     */
    public FoundPlan find(double budget, Progress progress) {
        return verify(path(measure(progress), budget), budget, part(progress, "Whole plans"));
    }

    private static Progress part(Progress progress, String what) {
        return new Progress() {
            @Override
            public void report(long done, long total, String step) {
                progress.report(done, total, what);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
