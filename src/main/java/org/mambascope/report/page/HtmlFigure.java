package org.mambascope.report.page;

import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.export.FigureFile;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/** Figures inside a report: SVG whose colours follow the page's. */
final class HtmlFigure {
    private HtmlFigure() {}

    /** Variables that figures and page share, by name. */
    static Map<String, Color> colours(FigureTheme theme) {
        Map<String, Color> colours = new LinkedHashMap<>();
        colours.put("background", theme.background());
        colours.put("text", theme.text());
        colours.put("muted", theme.mutedText());
        colours.put("grid", theme.grid());
        colours.put("axis", theme.axis());
        colours.put("series", theme.series());
        colours.put("accent", theme.accent());
        colours.put("warm", theme.warm());
        colours.put("class-token", theme.classToken());
        colours.put("band", theme.band());
        return colours;
    }

    /** A figure element; {@code id} is the only one of its kind in the page. */
    static String html(Figure figure, FigureSize size, String id) {
        String svg = FigureFile.svgElement(figure, FigureTheme.LIGHT, size, id);
        for (var colour : colours(FigureTheme.LIGHT).entrySet()) {
            Color value = colour.getValue();
            svg =
                    svg.replace(
                            "rgb(%d,%d,%d)"
                                    .formatted(value.getRed(), value.getGreen(), value.getBlue()),
                            "var(--" + colour.getKey() + ")");
        }
        return "<figure role=\"img\" aria-label=\""
                + HtmlText.escaped(figure.title() + ": " + figure.subtitle())
                + "\">"
                + svg
                + "</figure>\n";
    }
}
