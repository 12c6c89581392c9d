package org.mambascope.report.page;

import org.mambascope.report.chart.ColourMap;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.figure.PointMap;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Color;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Tables inside a report. */
final class HtmlTables {
    private HtmlTables() {}

    /** Numbers as people read them, aligned right. */
    static String table(Table table) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<thead><tr>");
        for (String column : table.columns()) {
            html.append(table.isNumeric(column) ? "<th class=\"number\">" : "<th>")
                    .append(HtmlText.escaped(column))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (var row : table.rows()) {
            html.append("<tr>");
            row.forEach(cell -> html.append(cell(cell)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> "<td>" + HtmlText.escaped(text) + "</td>";
            case Cell.Numeric(double value) ->
                    "<td class=\"number\">" + NumberFormatting.number(value) + "</td>";
        };
    }

    /** Cells in the colours of their numbers. */
    static String map(PointMap map) {
        ColourScale scale = map.scale();
        return map(map.kinds(), map.blocks(), (kind, block) -> cell(map.cell(kind, block), scale));
    }

    /**
     * Kinds of layers from top to bottom, blocks from left to right.
     *
     * @param cell the element of a kind and a block
     */
    static String map(
            List<String> kinds, List<Integer> blocks, BiFunction<String, Integer, String> cell) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"map\">\n");
        html.append("<thead><tr><th></th>");
        blocks.forEach(block -> html.append("<th>").append(block).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (String kind : kinds) {
            html.append("<tr><th>").append(HtmlText.escaped(kind)).append("</th>");
            blocks.forEach(block -> html.append(cell.apply(kind, block)));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String cell(Optional<PointMap.Cell> cell, ColourScale scale) {
        if (cell.isEmpty()) {
            return "<td></td>";
        }
        double value = cell.get().value();
        String text = NumberFormatting.number(value);
        return Double.isFinite(value)
                ? coloured(ColourMap.VIRIDIS.colour(scale.position(value)), text)
                : "<td class=\"none\">" + text + "</td>";
    }

    /** A cell of a map. */
    static String coloured(Color colour, String text) {
        return "<td style=\"background:"
                + hex(colour)
                + ";color:"
                + hex(ColourMap.textOn(colour))
                + "\">"
                + text
                + "</td>";
    }

    /** Table of names and values. */
    static String facts(List<AnalysisPage.Fact> facts) {
        return facts.stream()
                .map(
                        fact ->
                                "<div><dt>"
                                        + HtmlText.escaped(fact.name())
                                        + "</dt><dd>"
                                        + HtmlText.escaped(fact.value())
                                        + "</dd></div>\n")
                .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    }

    static String hex(Color colour) {
        return String.format("#%06x", colour.getRGB() & 0xffffff);
    }
}
