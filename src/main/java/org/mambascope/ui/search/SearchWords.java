package org.mambascope.ui.search;

import org.mambascope.experiment.search.ConvertedPlan;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.Latency;
import org.mambascope.experiment.search.SearchTrajectory;
import org.mambascope.report.figure.SearchFigure;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.PlanSearch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a search predicts and finds, in words for the window. */
final class SearchWords {
    private SearchWords() {}

    /** What was measured: the plan, its latency, and what whole methods made of the best ones. */
    static String found(FoundPlan found, List<CostKind> bounds) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                Texts.of(
                        "search.found",
                        bounds.stream()
                                .map(bound -> amount(bound, found.costs().get(bound)))
                                .collect(Collectors.joining(", ")),
                        NumberFormatting.decibels(found.best().comparison().signalToNoise()),
                        found.best().comparison().agreement()));
        found.time()
                .ifPresent(time -> sentences.add(time(found.costs().get(CostKind.LATENCY), time)));
        found.converted().forEach(each -> sentences.add(converted(each)));
        return String.join("\n", sentences);
    }

    private static String time(double predicted, Latency.Measured time) {
        return Texts.of(
                "search.time",
                predicted,
                time.predictedFrom(),
                time.plan().medianMs(),
                time.original().medianMs(),
                time.plan().integerLayers());
    }

    private static String converted(ConvertedPlan each) {
        return Texts.of(
                "search.converted",
                each.method(),
                each.bits().toString(),
                NumberFormatting.decibels(each.plan().comparison().signalToNoise()),
                each.plan().comparison().agreement(),
                each.seconds());
    }

    /** What the last plan of a path costs and loses, by prediction. */
    static String predicted(SearchTrajectory path, List<CostKind> bounds, PlanSearch layers) {
        int last = path.steps().size();
        List<String> sentences = new ArrayList<>();
        for (CostKind bound : bounds) {
            double cost = path.cost(last, bound);
            double less = 100 * (1 - cost / layers.original(bound));
            sentences.add(
                    less < 0
                            ? Texts.of("search.more", amount(bound, cost), -less)
                            : Texts.of("search.budget", amount(bound, cost), less));
        }
        sentences.add(
                Texts.of("search.predicted", NumberFormatting.decibels(path.predicted(last))));
        return String.join(" ", sentences);
    }

    /** A cost with its unit. */
    static String amount(CostKind bound, double cost) {
        double number = cost / SearchFigure.unit(bound);
        return switch (bound) {
            case SIZE -> Texts.of("search.amount.size", number);
            case OPERATIONS -> Texts.of("search.amount.operations", number);
            case LATENCY -> Texts.of("search.amount.latency", number);
        };
    }
}
