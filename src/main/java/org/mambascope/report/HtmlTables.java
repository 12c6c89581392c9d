package org.mambascope.report;

import org.mambascope.report.Table.Cell;

import java.awt.Color;
import java.util.Optional;

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
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table class=\"map\">\n");
        html.append("<thead><tr><th></th>");
        map.blocks().forEach(block -> html.append("<th>").append(block).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        Normalisation scale = map.scale();
        for (String kind : map.kinds()) {
            html.append("<tr><th>").append(HtmlText.escaped(kind)).append("</th>");
            for (int block : map.blocks()) {
                html.append(cell(map.cell(kind, block), scale));
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String cell(Optional<PointMap.Cell> cell, Normalisation scale) {
        if (cell.isEmpty()) {
            return "<td></td>";
        }
        double value = cell.get().value();
        String text = NumberFormatting.number(value);
        if (!Double.isFinite(value)) {
            return "<td class=\"none\">" + text + "</td>";
        }
        Color colour = ColourMap.VIRIDIS.colour(scale.position(value));
        return "<td style=\"background:"
                + hex(colour)
                + ";color:"
                + hex(ColourMap.textOn(colour))
                + "\">"
                + text
                + "</td>";
    }

    static String hex(Color colour) {
        return String.format("#%06x", colour.getRGB() & 0xffffff);
    }
}
