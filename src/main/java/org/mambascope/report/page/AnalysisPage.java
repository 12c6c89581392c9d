package org.mambascope.report.page;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.PointFigure;
import org.mambascope.report.figure.PointFigureCatalogue;
import org.mambascope.report.figure.PointMap;
import org.mambascope.report.figure.StatisticsTables;
import org.mambascope.report.text.NumberFormatting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Result of an analysis as one HTML file that needs nothing else: it has its figures, style and
 * colours in it, follows the reader's light or dark setting, and runs no script.
 *
 * @param title of the report
 * @param facts about the analysis, in the order to show: subject, method, place and time
 * @param points all statistics, in the order of the model
 * @param chosen those of which figures are shown
 * @param options of these figures
 * @param notes assumptions and warnings to show with the findings
 * @param figures that are shown of every chosen point
 */
public record AnalysisPage(
        String title,
        List<Fact> facts,
        List<PointStatistics> points,
        List<PointStatistics> chosen,
        FigureOptions options,
        List<String> notes,
        PointFigureCatalogue figures) {
    /**
     * One line of the head.
     *
     * @param name as {@code Model}
     * @param value as {@code vim_fmnist}
     */
    public record Fact(String name, String value) {}

    private static final FigureSize FIGURE_SIZE = new FigureSize(560, 330, 96);

    /** A page with the program's figures. */
    public AnalysisPage(
            String title,
            List<Fact> facts,
            List<PointStatistics> points,
            List<PointStatistics> chosen,
            FigureOptions options,
            List<String> notes) {
        this(title, facts, points, chosen, options, notes, PointFigureCatalogue.DEFAULT);
    }

    public AnalysisPage {
        facts = List.copyOf(facts);
        points = List.copyOf(points);
        chosen = List.copyOf(chosen);
        notes = List.copyOf(notes);
    }

    /** Writes all of the report or nothing. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, html());
    }

    /** The page. */
    public String html() {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(HtmlText.escaped(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(HtmlText.escaped(title))
                .append("</h1>\n");
        html.append(HtmlTables.facts(facts));
        html.append(list("What was found", findings().sentences()));
        html.append(list("Assumptions and notes", notes));
        if (!points.isEmpty()) {
            html.append("<h2>Where it is fragile</h2>\n");
            for (Measure measure : Measure.values()) {
                html.append(map(measure));
            }
        }
        for (int i = 0; i < chosen.size(); i++) {
            html.append(figures(chosen.get(i), i));
        }
        if (!points.isEmpty()) {
            html.append("<h2>All figures in numbers</h2>\n")
                    .append(
                            HtmlTables.table(
                                    StatisticsTables.summary(points, options.outlierThreshold())));
        }
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private Findings findings() {
        return new Findings(points, options.outlierThreshold());
    }

    private static String list(String heading, List<String> items) {
        return items.isEmpty()
                ? ""
                : items.stream()
                        .map(item -> "<li>" + HtmlText.escaped(item) + "</li>\n")
                        .collect(
                                Collectors.joining(
                                        "",
                                        "<h2>" + HtmlText.escaped(heading) + "</h2>\n<ul>\n",
                                        "</ul>\n"));
    }

    private String map(Measure measure) {
        return "<h3>"
                + HtmlText.escaped(measure.title())
                + "</h3>\n<p>"
                + HtmlText.escaped(
                        measure.explanation()
                                + findings().fragile(measure).map(text -> " " + text).orElse(""))
                + "</p>\n"
                + HtmlTables.map(PointMap.of(measure, points));
    }

    private String figures(PointStatistics statistics, int index) {
        StringBuilder html = new StringBuilder("<h2>Block ");
        html.append(statistics.point().block())
                .append(" › ")
                .append(HtmlText.escaped(statistics.point().kind()))
                .append(" <small>")
                .append(HtmlText.escaped(statistics.point().name()))
                .append(" · ")
                .append(NumberFormatting.counted(statistics.point().tokens(), "token"))
                .append(" × ")
                .append(NumberFormatting.counted(statistics.point().channels(), "channel"))
                .append("</small></h2>\n<div class=\"figures\">\n");
        List<PointFigure> kinds = figures.all();
        for (int i = 0; i < kinds.size(); i++) {
            html.append(
                    HtmlFigure.html(
                            kinds.get(i).of(statistics, options),
                            FIGURE_SIZE,
                            "figure-" + index + "-" + i));
        }
        return html.append("</div>\n").toString();
    }

    private static String style() {
        return ":root{color-scheme:light dark;"
                + variables(FigureTheme.LIGHT)
                + "}\n@media (prefers-color-scheme:dark){:root{"
                + variables(FigureTheme.DARK)
                + "}}\n"
                + resource("report.css");
    }

    private static String variables(FigureTheme theme) {
        return HtmlFigure.colours(theme).entrySet().stream()
                .map(entry -> "--" + entry.getKey() + ":" + HtmlTables.hex(entry.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static String resource(String name) {
        try (InputStream in = AnalysisPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
