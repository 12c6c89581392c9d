package org.mambascope.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYItemRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Progress;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.PointFigure;
import org.mambascope.report.figure.PointFigureCatalogue;
import org.mambascope.report.page.AnalysisFolder;
import org.mambascope.report.page.AnalysisPage;
import org.mambascope.report.table.Table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A figure is a class and a line in the catalogue. */
class AddedFigureTest {
    /** The mean of each token. */
    private record TokenMeanFigure(PointStatistics statistics, FigureOptions options)
            implements Figure {
        @Override
        public String title() {
            return "Token means";
        }

        @Override
        public String subtitle() {
            return "mean of each token over all images and channels";
        }

        @Override
        public JFreeChart chart(FigureTheme theme) {
            double[] means = statistics.tokens().mean();
            DefaultXYDataset line = new DefaultXYDataset();
            line.addSeries(
                    "mean",
                    new double[][] {
                        IntStream.range(0, means.length).asDoubleStream().toArray(), means
                    });
            return new JFreeChart(
                    new XYPlot(
                            line,
                            new NumberAxis("token"),
                            new NumberAxis("mean"),
                            new StandardXYItemRenderer()));
        }

        @Override
        public Table data() {
            Table.Builder table = Table.named("token-means", "token", "mean");
            double[] means = statistics.tokens().mean();
            for (int token = 0; token < means.length; token++) {
                table.row(token, means[token]);
            }
            return table.build();
        }

        @Override
        public Optional<String> reading(double x, double y) {
            return Optional.empty();
        }
    }

    private static final PointFigure MEANS =
            new PointFigure(
                    "token-mean",
                    PointFigure.Axis.TOKENS,
                    PointFigure.Place.EVERYWHERE,
                    TokenMeanFigure::new);

    private static final PointStatistics POINT = SampleStatistics.heavyTailed();

    private final List<PointFigure> kinds = new ArrayList<>(PointFigureCatalogue.DEFAULT.all());
    private PointFigureCatalogue catalogue;

    @TempDir private Path place;

    @BeforeEach
    void add() {
        kinds.add(MEANS);
        catalogue = new PointFigureCatalogue(kinds);
    }

    @Test
    @DisplayName("the window gets its card")
    void windowListsIt() {
        assertThat(catalogue.inWindow()).contains(MEANS);
    }

    @Test
    @DisplayName("page and folder draw it")
    void pageAndFolderDrawIt() throws Exception {
        AnalysisPage page =
                new AnalysisPage(
                        "Means",
                        List.of(),
                        List.of(POINT),
                        List.of(POINT),
                        FigureOptions.DEFAULT,
                        List.of(),
                        catalogue);
        AnalysisFolder folder =
                new AnalysisFolder(
                        place,
                        "tiny",
                        FigureTheme.LIGHT,
                        new FigureSize(200, 120, 96),
                        List.of("svg"));

        folder.write(page, List.of(POINT), Progress.NONE);

        assertThat(Files.readString(folder.page())).contains(">Token means<");
        assertThat(folder.folderOf(POINT).resolve("token-mean.svg"))
                .content()
                .contains("Token means");
        try (var files = Files.list(folder.folderOf(POINT))) {
            assertThat(files.filter(file -> file.toString().endsWith(".svg"))).hasSameSizeAs(kinds);
        }
    }
}
