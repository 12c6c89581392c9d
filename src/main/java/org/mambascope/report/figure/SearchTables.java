package org.mambascope.report.figure;

import org.mambascope.experiment.search.ConvertedPlan;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.SearchStep;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Result of a search, in sentences and as a table. */
public final class SearchTables {
    private SearchTables() {}

    /**
     * Sentences about the result: the plan, its latency, and the plans quantised with full methods.
     */
    public static List<String> sentences(FoundPlan found) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                String.format(
                        Locale.ROOT,
                        "%s after %d steps: %s; SQNR %s dB, agreement %.1f %%, %s %.1f %%,"
                                + " measured as a whole.",
                        found.bits(),
                        found.best().taken(),
                        costs(found),
                        NumberFormatting.decibels(found.best().comparison().signalToNoise()),
                        found.best().comparison().agreement(),
                        found.best().measuredBy(),
                        found.best().accuracy()));
        latency(found).ifPresent(sentences::add);
        found.converted().forEach(each -> sentences.add(converted(each)));
        return sentences;
    }

    private static String costs(FoundPlan found) {
        return found.budgets().keySet().stream()
                .sorted()
                .map(
                        bound ->
                                "%s of %s"
                                        .formatted(
                                                bound.words(found.costs().get(bound)),
                                                bound.words(found.budgets().get(bound))))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static Optional<String> latency(FoundPlan found) {
        return found.time()
                .map(
                        time ->
                                String.format(
                                        Locale.ROOT,
                                        "Latency on %s, batch %d: %.2f ms predicted from %.2f ms in"
                                                + " floating point; measured %.2f ms (p95 %.2f)"
                                                + " beside %.2f ms in floating point; %d layers"
                                                + " multiply integers, all others compute in"
                                                + " floating point.",
                                        time.plan().device(),
                                        time.plan().batch(),
                                        found.costs().get(CostKind.LATENCY),
                                        time.predictedFrom(),
                                        time.plan().medianMs(),
                                        time.plan().p95Ms(),
                                        time.original().medianMs(),
                                        time.plan().integerLayers()));
    }

    private static String converted(ConvertedPlan each) {
        return String.format(
                Locale.ROOT,
                "Converted by %s, step %d, %s: SQNR %s dB, agreement %.1f %%, %s %.1f %%,"
                        + " in %.0f s.",
                each.method(),
                each.plan().taken(),
                each.bits(),
                NumberFormatting.decibels(each.plan().comparison().signalToNoise()),
                each.plan().comparison().agreement(),
                each.plan().measuredBy(),
                each.plan().accuracy(),
                each.seconds());
    }

    /** All steps. */
    public static Table path(FoundPlan found) {
        List<CostKind> bounds = found.budgets().keySet().stream().sorted().toList();
        List<String> columns = new ArrayList<>(List.of("layer", "from", "to"));
        bounds.forEach(bound -> columns.add(SearchFigure.axis(bound)));
        columns.add("predicted SQNR dB");
        Table.Builder table = Table.named("path", columns.toArray(String[]::new));
        for (SearchStep step : found.path().steps()) {
            List<Cell> cells =
                    new ArrayList<>(
                            List.of(
                                    new Cell.Text(step.layer()),
                                    new Cell.Text(step.from().toString()),
                                    new Cell.Text(step.to().toString())));
            bounds.forEach(
                    bound ->
                            cells.add(
                                    new Cell.Numeric(
                                            step.costs().get(bound) / SearchFigure.unit(bound))));
            cells.add(new Cell.Numeric(step.predicted()));
            table.row(cells);
        }
        return table.build();
    }
}
