package org.mambascope.workflow;

import org.mambascope.base.ProgramVersion;
import org.mambascope.base.Progress;
import org.mambascope.experiment.benchmark.LayerTimes;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.search.BitOperations;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FileSize;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.PlanCost;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Searches for bit plans among the layers of a model at several widths.
 *
 * @param original the model's file
 * @param trials its layers
 * @param offered widths to choose among, each with all layers quantised so
 * @param costs what may be bounded
 */
public record PlanSearches(
        Original original,
        LayerTrials trials,
        Map<LayerBits, List<QuantisedLayer>> offered,
        Map<CostKind, PlanCost> costs) {
    private static final int TIMED_ROUNDS = 20;

    /**
     * Searches with costs of some kinds. Times of layers are measured if latency is among them.
     *
     * @param batch images at once while times are measured
     */
    public static PlanSearches of(
            Original original,
            LayerTrials trials,
            Map<LayerBits, List<QuantisedLayer>> offered,
            Collection<CostKind> kinds,
            int batch,
            Progress timing) {
        Map<CostKind, PlanCost> costs = new EnumMap<>(CostKind.class);
        LoadedModel model = trials.model();
        for (CostKind kind : kinds) {
            costs.put(
                    kind,
                    switch (kind) {
                        case SIZE ->
                                new FileSize(
                                        QuantisedFileSize.of(
                                                model,
                                                original.options(),
                                                trials.set(),
                                                trials.plan(),
                                                ProgramVersion.number()));
                        case OPERATIONS -> new BitOperations(model.network().layers());
                        case LATENCY ->
                                new Latency(
                                        model.network(),
                                        LayerTimes.measure(
                                                model.network(),
                                                offered.values(),
                                                batch,
                                                TIMED_ROUNDS,
                                                timing));
                    });
        }
        return new PlanSearches(original, trials, offered, costs);
    }

    /** The cost of the original: of its file, or of computing in floating point. */
    public double ofOriginal(CostKind kind) {
        return kind == CostKind.SIZE
                ? original.bytes()
                : costs.get(kind).whole(BitPlan.FLOATING, List.of());
    }

    /** The cost of the model with the same bits everywhere. */
    public double at(LayerBits width, CostKind kind, Progress quantising) {
        return costs.get(kind).whole(BitPlan.uniform(width), trials.layers(width, quantising));
    }

    /**
     * Measures each layer alone at each width, from which plans can be found.
     *
     * @param evaluation of the original
     * @param limit images to answer, at most
     * @param opened opens the original to convert plans
     * @param budgets that have to be within reach; none where they are chosen afterwards
     * @throws org.mambascope.base.Problem before anything is measured if one is not
     */
    public PlanSearch measured(
            Evaluation<?> evaluation,
            long limit,
            Function<Progress, QuantisableModel> opened,
            Map<CostKind, Double> budgets,
            Progress measuring) {
        BitSearch search =
                new BitSearch(evaluation, trials.model().network().layers(), offered, costs, limit);
        search.requireReachable(budgets);
        Map<CostKind, Double> originals = new EnumMap<>(CostKind.class);
        costs.keySet().forEach(kind -> originals.put(kind, ofOriginal(kind)));
        return new LocalPlanSearch(search, search.measure(measuring), originals, opened);
    }
}
