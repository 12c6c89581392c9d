package org.mambascope.report.page;

import ai.djl.Device;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.image.Picture;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.figure.ExperimentTables;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.SearchFigure;
import org.mambascope.report.figure.SearchTables;
import org.mambascope.report.figure.TradeOffFigure;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.session.PlanState;
import org.mambascope.session.RunsState;
import org.mambascope.session.SearchState;
import org.mambascope.session.SensitivityState;
import org.mambascope.session.SessionParts;
import org.mambascope.session.SessionState;
import org.mambascope.tensor.device.MachineDescription;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/**
 * A session as one HTML file that needs nothing else: findings of its model, its images, its runs
 * with their bits and paired tests, the current plan, the sensitivity of its layers, and the search
 * for a bit plan.
 *
 * @param analysis of the model
 * @param layers of the model, in the order in which they run
 * @param images some of those that were analysed
 * @param session everything made and measured
 */
public record SessionPage(
        AnalysisPage analysis, List<LayerSite> layers, List<Picture> images, SessionState session) {
    private static final FigureSize FIGURE_SIZE = new FigureSize(560, 330, 96);
    private static final String END = "</main>";

    public SessionPage {
        layers = List.copyOf(layers);
        images = List.copyOf(images);
    }

    /**
     * Page of a model that is open.
     *
     * @param result of its analysis on the session's images
     * @param images some of them
     */
    public static SessionPage of(
            LoadedModel model, AnalysisResult result, List<Picture> images, SessionState session) {
        List<PointStatistics> points = List.copyOf(result.points().values());
        AnalysisPage analysis =
                new AnalysisPage(
                        "Session of " + model.name(),
                        facts(model, result),
                        points,
                        shown(points, session.point()),
                        FigureOptions.DEFAULT,
                        model.notes());
        return new SessionPage(analysis, model.network().layers(), images, session);
    }

    /** The point that was in view, else the worst by each measure. */
    private static List<PointStatistics> shown(
            List<PointStatistics> points, Optional<String> chosen) {
        Set<PointStatistics> shown = new LinkedHashSet<>();
        points.stream()
                .filter(each -> chosen.filter(each.point().name()::equals).isPresent())
                .forEach(shown::add);
        if (shown.isEmpty()) {
            for (Measure measure : Measure.values()) {
                measure.worst(points).ifPresent(shown::add);
            }
        }
        return List.copyOf(shown);
    }

    private static List<AnalysisPage.Fact> facts(LoadedModel model, AnalysisResult result) {
        return List.of(
                new AnalysisPage.Fact(
                        "Model", model.name() + ", " + model.network().summary().family()),
                new AnalysisPage.Fact("Images analysed", NumberFormatting.count(result.images())),
                new AnalysisPage.Fact("Processor", MachineDescription.describe(Device.cpu())),
                new AnalysisPage.Fact("Date", LocalDate.now().toString()),
                new AnalysisPage.Fact("Program", "MambaScope " + ProgramVersion.number()));
    }

    /** Writes all of the report or nothing. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, html());
    }

    /** The page. */
    public String html() {
        String page = analysis.html();
        int end = page.lastIndexOf(END);
        return page.substring(0, end) + sections() + page.substring(end);
    }

    private String sections() {
        StringBuilder html = new StringBuilder();
        SessionParts parts = session.parts();
        if (!session.notes().isBlank()) {
            html.append("<h2>Notes</h2>\n<p>")
                    .append(HtmlText.escaped(session.notes()))
                    .append("</p>\n");
        }
        if (!images.isEmpty()) {
            html.append("<h2>Images</h2>\n<p>")
                    .append(
                            images.stream()
                                    .map(SessionPage::image)
                                    .collect(Collectors.joining("\n")))
                    .append("</p>\n");
        }
        List<Run> runs = parts.runs().map(RunsState::runs).orElse(List.of());
        if (runs.size() > 1) {
            html.append("<h2>Runs</h2>\n").append(HtmlTables.table(ExperimentTables.runs(runs)));
            for (Run run : runs) {
                run.warning()
                        .ifPresent(
                                sentence ->
                                        html.append("<p>")
                                                .append(
                                                        HtmlText.escaped(
                                                                run.name() + ": " + sentence))
                                                .append("</p>\n"));
            }
            html.append(tradeOff(runs));
            Table tests = tests(runs);
            if (!tests.rows().isEmpty()) {
                html.append("<h2>Paired tests (McNemar)</h2>\n").append(HtmlTables.table(tests));
            }
            html.append(bits(runs));
        }
        parts.plan().ifPresent(plan -> html.append(plan(plan)));
        parts.sensitivity()
                .filter(ranking -> !ranking.layers().isEmpty())
                .ifPresent(ranking -> html.append(sensitivity(ranking)));
        parts.search()
                .ifPresent(
                        search ->
                                search.plan()
                                        .ifPresent(found -> html.append(search(search, found))));
        return html.toString();
    }

    private String bits(List<Run> runs) {
        StringBuilder html = new StringBuilder();
        for (Run run : runs) {
            run.made()
                    .origin()
                    .ifPresent(
                            origin ->
                                    html.append("<h3>")
                                            .append(HtmlText.escaped(run.name()))
                                            .append("</h3>\n")
                                            .append(HtmlBits.html(origin.bits(), layers)));
        }
        return html.isEmpty() ? "" : "<h2>Bits of each run</h2>\n" + html;
    }

    private String plan(PlanState plan) {
        List<AnalysisPage.Fact> facts = new ArrayList<>();
        facts.add(new AnalysisPage.Fact("Method", plan.method().words()));
        facts.add(new AnalysisPage.Fact("Bits", plan.bits().toString()));
        if (plan.method().recipe().smoothing().isPresent()) {
            facts.add(new AnalysisPage.Fact("α", NumberFormatting.number(plan.alpha())));
        }
        facts.add(
                new AnalysisPage.Fact(
                        "Calibration",
                        "%s of %s, %s"
                                .formatted(
                                        NumberFormatting.counted(plan.images(), "image"),
                                        plan.calibration().orElse("the session's"),
                                        plan.choice().id())));
        if (plan.method().recipe().learned()) {
            facts.add(
                    new AnalysisPage.Fact(
                            "Learning",
                            "%s, at most %s"
                                    .formatted(
                                            plan.setting(),
                                            NumberFormatting.counted(plan.epochs(), "epoch"))));
        }
        return "<h2>The plan in mind</h2>\n"
                + HtmlTables.facts(facts)
                + HtmlBits.html(plan.bits(), layers);
    }

    private static String image(Picture picture) {
        BufferedImage drawn =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(0, 0, picture.width(), picture.height(), picture.rgb(), 0, picture.width());
        try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
            ImageIO.write(drawn, "png", png);
            return "<img width=\"64\" alt=\"%s\" src=\"data:image/png;base64,%s\">"
                    .formatted(
                            HtmlText.escaped(picture.name()),
                            Base64.getEncoder().encodeToString(png.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tradeOff(List<Run> runs) {
        return TradeOffFigure.ofRuns(runs, false)
                .map(figure -> HtmlFigure.html(figure, FIGURE_SIZE, "figure-trade-off"))
                .orElse("");
    }

    private static Table tests(List<Run> runs) {
        Table.Builder table = Table.named("tests", "first", "second", "agreement %", "p");
        for (int i = 0; i < runs.size(); i++) {
            for (int j = i + 1; j < runs.size(); j++) {
                Run first = runs.get(i);
                Run second = runs.get(j);
                second.comparedTo(first)
                        .ifPresent(
                                found ->
                                        table.row(
                                                List.of(
                                                        new Cell.Text(first.name()),
                                                        new Cell.Text(second.name()),
                                                        new Cell.Numeric(found.agreement()),
                                                        new Cell.Numeric(found.probability()))));
            }
        }
        return table.build();
    }

    private static String sensitivity(SensitivityState ranking) {
        return "<h2>Sensitivity, each layer alone by "
                + HtmlText.escaped(ranking.method())
                + "</h2>\n"
                + HtmlTables.table(ExperimentTables.sensitivity(ranking.layers(), "top-1"));
    }

    private static String search(SearchState state, FoundPlan found) {
        StringBuilder html = new StringBuilder("<h2>Bit search, ");
        html.append(HtmlText.escaped(state.method())).append("</h2>\n");
        SearchTables.sentences(found)
                .forEach(
                        sentence ->
                                html.append("<p>")
                                        .append(HtmlText.escaped(sentence))
                                        .append("</p>\n"));
        for (CostKind bound : state.bounds()) {
            html.append(
                    HtmlFigure.html(
                            SearchFigure.of(
                                    bound,
                                    found.path(),
                                    found.verified(),
                                    found.budgets().get(bound)),
                            FIGURE_SIZE,
                            "figure-search-" + bound.name().toLowerCase(Locale.ROOT)));
        }
        return html.append(HtmlTables.table(SearchTables.path(found))).toString();
    }
}
