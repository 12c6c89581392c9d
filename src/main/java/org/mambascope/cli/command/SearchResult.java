package org.mambascope.cli.command;

import org.mambascope.experiment.search.ConvertedPlan;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.MeasuredPlan;
import org.mambascope.experiment.search.SearchStep;
import org.mambascope.model.LayerSite;
import org.mambascope.quant.plan.Method;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Result of a search, for JSON. Unit, budget and cost are those of the first budget; budgets and
 * costs are by their units. Null where nothing was measured, and for a signal without noise.
 *
 * @param top1 in percent; null for a detector
 * @param boxAp in percent; null for a classifier
 * @param predictedMs latency by the times of single layers
 * @param measuredMs latency of the plan
 * @param floatingMs latency of the original, measured in turns with it
 * @param integerLayers layers of the plan that multiply integers
 * @param converted the best plans quantised with full methods, the best first
 * @param layers bits by layer
 */
record SearchResult(
        String method,
        String unit,
        double budget,
        double cost,
        Map<String, Double> budgets,
        Map<String, Double> costs,
        int steps,
        Double sqnrDb,
        double agreement,
        Double top1,
        Double boxAp,
        Double predictedMs,
        Double measuredMs,
        Double floatingMs,
        Integer integerLayers,
        List<Conversion> converted,
        String plan,
        Map<String, String> layers,
        List<Step> path) {
    private static final String TOP_1 = "top-1";

    private static Double top1Of(MeasuredPlan plan) {
        return plan.measuredBy().equals(TOP_1) ? plan.accuracy() : null;
    }

    private static Double boxApOf(MeasuredPlan plan) {
        return plan.measuredBy().equals(TOP_1) ? null : plan.accuracy();
    }

    /** A converted plan. */
    record Conversion(
            String method,
            int step,
            String plan,
            Double sqnrDb,
            double agreement,
            Double top1,
            Double boxAp,
            double seconds) {
        static Conversion of(ConvertedPlan each) {
            return new Conversion(
                    each.method(),
                    each.plan().taken(),
                    each.bits().toString(),
                    finite(each.plan().comparison().signalToNoise()),
                    each.plan().comparison().agreement(),
                    top1Of(each.plan()),
                    boxApOf(each.plan()),
                    each.seconds());
        }
    }

    /** A step. */
    record Step(
            int step,
            String layer,
            String bits,
            double cost,
            Map<String, Double> costs,
            Double predictedSqnrDb,
            Double measuredSqnrDb,
            Double measuredAgreement) {}

    static SearchResult of(Method chosen, FoundPlan found, List<LayerSite> sites) {
        Map<String, String> layers = new LinkedHashMap<>();
        sites.forEach(site -> layers.put(site.name(), found.bits().of(site.name()).toString()));
        MeasuredPlan best =
                found.converted().stream()
                        .findFirst()
                        .map(ConvertedPlan::plan)
                        .orElse(found.best());
        CostKind first = first(found);
        return new SearchResult(
                chosen.id(),
                first.unit(),
                found.budgets().get(first),
                found.costs().get(first),
                byUnit(found.budgets(), found),
                byUnit(found.costs(), found),
                best.taken(),
                finite(best.comparison().signalToNoise()),
                best.comparison().agreement(),
                top1Of(best),
                boxApOf(best),
                found.costs().get(CostKind.LATENCY),
                measured(found, time -> time.plan().medianMs()),
                measured(found, time -> time.original().medianMs()),
                measured(found, time -> time.plan().integerLayers()),
                found.converted().stream().map(Conversion::of).toList(),
                found.bits().toString(),
                layers,
                path(found));
    }

    /** The start and all steps. */
    static List<Step> path(FoundPlan found) {
        return IntStream.rangeClosed(0, found.path().steps().size())
                .mapToObj(taken -> step(found, taken))
                .toList();
    }

    private static Double finite(double decibels) {
        return Double.isFinite(decibels) ? decibels : null;
    }

    private static CostKind first(FoundPlan found) {
        return found.budgets().keySet().stream().sorted().findFirst().orElseThrow();
    }

    private static <T> T measured(FoundPlan found, Function<Latency.Measured, T> what) {
        return found.time().map(what).orElse(null);
    }

    private static Map<String, Double> byUnit(Map<CostKind, Double> values, FoundPlan found) {
        Map<String, Double> byUnit = new LinkedHashMap<>();
        found.budgets().keySet().stream()
                .sorted()
                .forEach(bound -> byUnit.put(bound.unit(), values.get(bound)));
        return byUnit;
    }

    private static Step step(FoundPlan found, int taken) {
        Optional<MeasuredPlan> measured =
                found.verified().stream().filter(each -> each.taken() == taken).findFirst();
        Optional<SearchStep> step =
                taken == 0 ? Optional.empty() : Optional.of(found.path().steps().get(taken - 1));
        Map<CostKind, Double> costs = new EnumMap<>(CostKind.class);
        found.budgets()
                .keySet()
                .forEach(bound -> costs.put(bound, found.path().cost(taken, bound)));
        return new Step(
                taken,
                step.map(SearchStep::layer).orElse("all"),
                step.map(SearchStep::to).orElseGet(() -> found.path().plan(0).all()).toString(),
                costs.get(first(found)),
                byUnit(costs, found),
                finite(found.path().predicted(taken)),
                measured.map(each -> finite(each.comparison().signalToNoise())).orElse(null),
                measured.map(each -> each.comparison().agreement()).orElse(null));
    }
}
