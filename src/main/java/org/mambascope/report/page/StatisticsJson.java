package org.mambascope.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.activation.Histogram;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.base.json.Json;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.StatisticsTables;
import org.mambascope.report.table.Table;

import java.util.Collection;
import java.util.List;

/**
 * All statistics of an analysis as one JSON object: the summary table's values for each point, its
 * profiles of tokens and channels, and its histogram. Values that are not finite are null.
 */
public final class StatisticsJson {
    private StatisticsJson() {}

    /**
     * The JSON.
     *
     * @param facts about the analysis, told first
     * @param options outlier threshold and bins of the histograms
     */
    public static String of(
            List<AnalysisPage.Fact> facts,
            Collection<PointStatistics> points,
            FigureOptions options) {
        ObjectNode root = Json.INDENTED.createObjectNode();
        ObjectNode about = root.putObject("about");
        facts.forEach(fact -> about.put(fact.name(), fact.value()));
        Findings findings = new Findings(List.copyOf(points), options.outlierThreshold());
        findings.sentences().forEach(root.withArray("findings")::add);
        ArrayNode stability = root.putArray("stability");
        findings.stability().forEach(found -> stability.add(Json.INDENTED.valueToTree(found)));
        Table summary = StatisticsTables.summary(points, options.outlierThreshold());
        ArrayNode list = root.putArray("points");
        int row = 0;
        for (PointStatistics statistics : points) {
            ObjectNode point = list.addObject();
            summarise(summary, row++, point);
            profile(statistics.tokens(), point.putObject("tokenProfile"));
            profile(statistics.channels(), point.putObject("channelProfile"));
            histogram(statistics.values().histogram(options.bins()), point.putObject("histogram"));
        }
        try {
            return Json.INDENTED.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and words can be written", e);
        }
    }

    private static void summarise(Table summary, int row, ObjectNode point) {
        for (int column = 0; column < summary.columns().size(); column++) {
            String name = summary.columns().get(column);
            switch (summary.rows().get(row).get(column)) {
                case Table.Cell.Text(String text) -> point.put(name, text);
                case Table.Cell.Numeric(double value)
                        when value == Math.rint(value) && Math.abs(value) < 1e15 ->
                        point.put(name, (long) value);
                case Table.Cell.Numeric(double value) when Double.isFinite(value) ->
                        point.put(name, value);
                case Table.Cell.Numeric _ -> point.putNull(name);
            }
        }
    }

    private static void profile(Profile profile, ObjectNode node) {
        numbers(profile.mean(), node.putArray("mean"));
        numbers(profile.variance(), node.putArray("variance"));
        numbers(profile.minimum(), node.putArray("minimum"));
        numbers(profile.maximum(), node.putArray("maximum"));
    }

    private static void numbers(double[] values, ArrayNode array) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
    }

    private static void histogram(Histogram histogram, ObjectNode node) {
        node.put("from", histogram.from());
        node.put("to", histogram.to());
        ArrayNode counts = node.putArray("counts");
        for (long count : histogram.counts()) {
            counts.add(count);
        }
    }
}
