package org.mambascope.experiment.search;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.evaluation.Sensitivity;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Looks for the bit plan that loses least within one budget or two. Every layer is first measured
 * alone at every width that is offered; from these losses a {@link SearchTrajectory} leads into the
 * budgets; plans along it, the last ones among them, are then measured as a whole, and the best by
 * measurement is taken.
 */
public final class BitSearch {
    /** Plans that are measured on the way. */
    private static final int VERIFIED = 8;

    /** Searches again after the exact cost turned out higher than the sum over layers. */
    private static final int MOST_ATTEMPTS = 4;

    /** Of costs that are sums of as many numbers in another order. */
    private static final double ROUNDING = 1e-9;

    private final Evaluation<?> evaluation;
    private final Candidates candidates;
    private final Optional<Latency> latency;
    private final long limit;

    /**
     * A search.
     *
     * @param evaluation of the original model
     * @param sites its quantisable layers, in the order in which they run
     * @param offered layers quantised at each width; those that a width leaves in floating point
     *     are not among its layers
     * @param costs that may be bounded, and their calculation
     * @param limit images to classify, at most
     */
    public BitSearch(
            Evaluation<?> evaluation,
            List<LayerSite> sites,
            Map<LayerBits, List<QuantisedLayer>> offered,
            Map<CostKind, PlanCost> costs,
            long limit) {
        this.evaluation = evaluation;
        this.candidates = new Candidates(sites, offered, costs);
        this.latency =
                costs.get(CostKind.LATENCY) instanceof Latency known
                        ? Optional.of(known)
                        : Optional.empty();
        this.limit = limit;
    }

    /**
     * The way into budgets by what is predicted; nothing is measured.
     *
     * @throws Problem if no plan meets all of them
     */
    public SearchTrajectory path(MeasuredLayers layers, Map<CostKind, Double> budgets) {
        Map<CostKind, Double> aims = new EnumMap<>(budgets);
        SearchTrajectory path = SearchTrajectory.into(layers.table(), layers.fixed(), aims);
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            Map<CostKind, Double> exact = candidates.costs(path, path.steps().size());
            if (isWithin(exact, budgets)) {
                break;
            }
            budgets.forEach(
                    (bound, budget) ->
                            aims.merge(
                                    bound, -Math.max(0, exact.get(bound) - budget), Double::sum));
            path = SearchTrajectory.into(layers.table(), layers.fixed(), aims);
        }
        return path;
    }

    private static boolean isWithin(Map<CostKind, Double> costs, Map<CostKind, Double> budgets) {
        return budgets.entrySet().stream()
                .allMatch(
                        budget ->
                                costs.get(budget.getKey())
                                        <= budget.getValue()
                                                + ROUNDING * Math.abs(budget.getValue()));
    }

    /**
     * Measures plans on the way as a whole, and takes the best within the budgets.
     *
     * @throws Problem as {@link Evaluation#run}, or if no plan meets the budgets
     */
    public FoundPlan verify(
            SearchTrajectory path, Map<CostKind, Double> budgets, Progress progress) {
        List<Integer> taken = toVerify(path);
        List<MeasuredPlan> verified =
                verified(
                        taken,
                        taken.stream().map(steps -> candidates.layers(path.bits(steps))).toList(),
                        part(progress, "Whole plans"));
        MeasuredPlan best =
                verified.stream()
                        .filter(each -> isWithin(candidates.costs(path, each.taken()), budgets))
                        .max(Comparator.comparingDouble(each -> each.comparison().signalToNoise()))
                        .orElseThrow(() -> noneWithin(budgets));
        requireNumbers(best);
        FoundPlan found =
                new FoundPlan(
                        path,
                        verified,
                        best,
                        path.plan(best.taken()),
                        candidates.costs(path, best.taken()),
                        budgets,
                        Optional.empty(),
                        List.of());
        return timed(found, candidates.layers(path.bits(best.taken())), progress);
    }

    /** A ratio of −∞ is that of logits that are not numbers, and the best plan has the highest. */
    private static void requireNumbers(MeasuredPlan best) {
        if (best.comparison().signalToNoise() == Double.NEGATIVE_INFINITY) {
            throw new Problem(
                    "Expected logits that are numbers from a plan within the budget, found images without in all that were measured: offer more bits, or raise the budget.");
        }
    }

    /** The start, the end of the descent and of all, and some between. */
    private static List<Integer> toVerify(SearchTrajectory path) {
        TreeSet<Integer> taken = new TreeSet<>();
        for (int i = 0; i < VERIFIED; i++) {
            taken.add((int) Math.round((double) i * path.descent() / (VERIFIED - 1)));
        }
        taken.add(path.steps().size());
        return List.copyOf(taken);
    }

    private static Problem noneWithin(Map<CostKind, Double> budgets) {
        return new Problem(
                "No plan meets the budget of %s: raise it, or offer cheaper bits."
                        .formatted(CostKind.words(budgets)));
    }

    private List<MeasuredPlan> verified(
            List<Integer> taken, List<List<QuantisedLayer>> plans, Progress progress) {
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        variants.addAll(plans);
        List<? extends Answers> answers = evaluation.run(variants, limit, progress);
        answers.getFirst().requireNumbers("the original");
        return IntStream.range(0, plans.size())
                .mapToObj(
                        i ->
                                new MeasuredPlan(
                                        taken.get(i),
                                        answers.get(i + 1).accuracyPercent(),
                                        evaluation.measuredBy(),
                                        answers.get(i + 1).against(answers.getFirst())))
                .toList();
    }

    /**
     * Quantises the best plans within the budgets with the full method, learning included, and
     * measures them. The best of them by measurement becomes the result.
     *
     * @param method makes a plan's layers
     * @param most number of plans, at most
     * @throws Problem as {@link Evaluation#run} and the method
     */
    public FoundPlan convert(FoundPlan found, Conversion method, int most, Progress progress) {
        List<MeasuredPlan> best =
                found.verified().stream()
                        .filter(
                                each ->
                                        isWithin(
                                                candidates.costs(found.path(), each.taken()),
                                                found.budgets()))
                        .sorted(
                                Comparator.comparingDouble(
                                                (MeasuredPlan each) ->
                                                        each.comparison().signalToNoise())
                                        .reversed())
                        .limit(most)
                        .toList();
        List<List<QuantisedLayer>> made = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (MeasuredPlan plan : best) {
            long start = System.nanoTime();
            BitPlan bits = found.path().plan(plan.taken());
            made.add(method.convert(bits, share(progress, made.size(), best.size())));
            progress.checkCancelled();
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        List<MeasuredPlan> measured =
                verified(
                        best.stream().map(MeasuredPlan::taken).toList(),
                        made,
                        part(progress, "Converted plans"));
        Map<ConvertedPlan, List<QuantisedLayer>> layers = new LinkedHashMap<>();
        for (int i = 0; i < made.size(); i++) {
            BitPlan bits = found.path().plan(measured.get(i).taken());
            layers.put(
                    new ConvertedPlan(
                            method.name(),
                            bits,
                            measured.get(i),
                            candidates.costs(bits, made.get(i)),
                            seconds.get(i)),
                    made.get(i));
        }
        List<ConvertedPlan> ranked = ranked(layers.keySet(), found.budgets());
        return timed(found.converted(ranked), layers.get(ranked.getFirst()), progress);
    }

    /** Those within the budgets first, each by its measured SQNR. */
    private static List<ConvertedPlan> ranked(
            Collection<ConvertedPlan> all, Map<CostKind, Double> budgets) {
        return all.stream()
                .sorted(
                        Comparator.comparing(
                                        (ConvertedPlan each) -> isWithin(each.costs(), budgets))
                                .thenComparingDouble(
                                        each -> each.plan().comparison().signalToNoise())
                                .reversed())
                .toList();
    }

    /** With a budget of latency, times the found plan in turns with the original. */
    private FoundPlan timed(FoundPlan found, List<QuantisedLayer> layers, Progress progress) {
        return latency.filter(known -> found.budgets().containsKey(CostKind.LATENCY))
                .map(known -> found.timed(known.measure(layers, progress)))
                .orElse(found);
    }

    /**
     * Measures every layer alone at every width, to find plans for any budget.
     *
     * @throws Problem as {@link Evaluation#run}
     */
    public MeasuredLayers measure(Progress progress) {
        SensitivityTable table =
                candidates.table(
                        Sensitivity.measure(
                                evaluation,
                                candidates.all(),
                                limit,
                                part(progress, "Each layer alone")));
        return new MeasuredLayers(table, fixed(table));
    }

    /**
     * Fails where even the cheapest bits cost more than a budget; nothing is measured for it.
     *
     * @throws Problem with the least that the budget has to be
     */
    public void requireReachable(Map<CostKind, Double> budgets) {
        SensitivityTable table = candidates.table(List.of());
        SearchTrajectory.requireEnough(table, fixed(table), budgets);
    }

    private Map<CostKind, Double> fixed(SensitivityTable table) {
        Map<String, LayerBits> widest = table.widest();
        Map<CostKind, Double> fixed =
                candidates.costs(table.plan(widest), candidates.layers(widest));
        fixed.replaceAll((bound, cost) -> cost - table.cost(widest, bound));
        return fixed;
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

    /** One of several pieces of work that take equally long. */
    private static Progress share(Progress progress, int before, int all) {
        return new Progress() {
            @Override
            public void report(long done, long total, String step) {
                progress.report(before * total + done, all * total, step);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
