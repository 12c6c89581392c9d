package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Resamples;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.SampleStatistics;
import org.mambascope.report.export.FigureFile;
import org.mambascope.report.figure.ChannelOutlierFigure;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.figure.HistogramFigure;
import org.mambascope.report.figure.TokenChannelFigure;
import org.mambascope.report.figure.TokenRangeFigure;
import org.mambascope.report.figure.TradeOffFigure;
import org.mambascope.report.figure.TradeOffFigureTest;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public class FigureTest {
    private static final PointStatistics STATISTICS = SampleStatistics.heavyTailed();
    private static final FigureOptions OPTIONS =
            FigureOptions.DEFAULT
                    .withSelectedToken(OptionalInt.of(0))
                    .withLevelBits(OptionalInt.of(8))
                    .withPercentiles(true);

    public static List<Figure> figures(PointStatistics statistics, FigureOptions options) {
        return List.of(
                new TokenChannelFigure(statistics, options),
                new TokenRangeFigure(statistics, options, TokenRangeFigure.Measure.RANGE),
                new TokenRangeFigure(statistics, options, TokenRangeFigure.Measure.VARIANCE),
                new ChannelOutlierFigure(statistics, options),
                new HistogramFigure(statistics, options),
                new HistogramFigure(statistics, options.withLogarithmicCount(false)));
    }

    static Stream<Arguments> degenerate() {
        return Stream.of(
                Arguments.of("constant", values(1, 4, 3, 2.5f)),
                Arguments.of("all zero", values(2, 4, 3, 0)),
                Arguments.of("single token", values(1, 1, 3, 1)),
                Arguments.of("one channel", values(1, 4, 1, -1)),
                Arguments.of("one value", values(1, 1, 1, 1e-30f)),
                Arguments.of("not a number", values(1, 4, 3, Float.NaN)),
                Arguments.of("infinite", values(1, 4, 3, Float.POSITIVE_INFINITY)));
    }

    private static PointStatistics values(int images, int tokens, int channels, float value) {
        float[][][] values = new float[images][tokens][channels];
        for (float[][] image : values) {
            for (float[] row : image) {
                Arrays.fill(row, value);
            }
        }
        return SampleStatistics.of(
                0, "in_proj", TokenOrder.rowMajor(1, tokens), values, Double.NaN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("degenerate")
    void degenerateStatisticsAreDrawnAllTheSame(String name, PointStatistics statistics) {
        for (Figure figure : figures(statistics, OPTIONS)) {
            for (FigureTheme theme : List.of(FigureTheme.LIGHT, FigureTheme.DARK)) {
                assertThatCode(
                                () ->
                                        FigureFile.svgElement(
                                                figure,
                                                theme,
                                                new FigureSize(200, 120, 96),
                                                "figure"))
                        .as("%s of %s", figure.title(), name)
                        .doesNotThrowAnyException();
            }
            assertThat(figure.data().rows()).isNotEmpty();
        }
    }

    @Test
    void aPointOfThePictureIsReadThroughTheAxes() {
        Figure figure = new TokenChannelFigure(STATISTICS, OPTIONS);
        JFreeChart chart = figure.chart(FigureTheme.LIGHT);
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(
                new BufferedImage(800, 500, BufferedImage.TYPE_INT_RGB).createGraphics(),
                new Rectangle2D.Double(0, 0, 800, 500),
                info);
        Rectangle2D area = info.getPlotInfo().getDataArea();

        Point2D at = place(chart, area, area.getMinX() + 1, area.getMaxY() - 1);

        assertThat(figure.reading(at.getX(), at.getY()))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("token 0 (row 0, column 0) · channel 127 · "));
    }

    private static Point2D place(JFreeChart chart, Rectangle2D area, double x, double y) {
        XYPlot plot = chart.getXYPlot();
        return new Point2D.Double(
                plot.getDomainAxis().java2DToValue(x, area, plot.getDomainAxisEdge()),
                plot.getRangeAxis().java2DToValue(y, area, plot.getRangeAxisEdge()));
    }

    @Test
    void readingsSayWhatStandsThereAndNothingBesideTheData() {
        assertThat(
                        new TokenRangeFigure(STATISTICS, OPTIONS, TokenRangeFigure.Measure.RANGE)
                                .reading(32.3, 0))
                .hasValueSatisfying(text -> assertThat(text).contains("token 32 (class token)"));
        assertThat(new ChannelOutlierFigure(STATISTICS, OPTIONS).reading(103, 1))
                .hasValueSatisfying(text -> assertThat(text).contains("channel 103", "× median"));
        assertThat(new HistogramFigure(STATISTICS, OPTIONS).reading(0, 1))
                .hasValueSatisfying(text -> assertThat(text).contains(" … ", " values"));
        for (Figure figure : figures(STATISTICS, OPTIONS)) {
            assertThat(figure.reading(1e6, 0)).isEmpty();
            assertThat(figure.reading(-1e6, 0)).isEmpty();
        }
    }

    @Test
    void zoomedAxesComeBackToTheWholeData() {
        for (Figure figure : figures(STATISTICS, OPTIONS)) {
            XYPlot plot = figure.chart(FigureTheme.LIGHT).getXYPlot();
            Range whole = plot.getRangeAxis().getRange();

            plot.getRangeAxis().zoomRange(0.25, 0.5);
            assertThat(plot.getRangeAxis().getRange()).isNotEqualTo(whole);
            plot.getRangeAxis().setAutoRange(true);

            assertThat(plot.getRangeAxis().getRange()).isEqualTo(whole);
        }
    }

    @Test
    void subtitlesSayWhatIsDrawn() {
        assertThat(
                        new HistogramFigure(STATISTICS, OPTIONS.withLevelBits(OptionalInt.of(4)))
                                .subtitle())
                .matches("kurtosis [\\d,]+ · log count, with the 16 levels of 4 bits");
        assertThat(new ChannelOutlierFigure(STATISTICS, OPTIONS).subtitle())
                .matches("\\d+ of 128 above 6 × median · dots: token 0");
        assertThat(
                        new ChannelOutlierFigure(STATISTICS, OPTIONS.withOutlierThreshold(1e6))
                                .subtitle())
                .isEqualTo("0 of 128 above 1,000,000 × median · dots: token 0");
    }

    @Test
    void namesOfNeighbouringOutliersDoNotOverlap() {
        float[][][] values = new float[1][1][128];
        Arrays.fill(values[0][0], 1);
        for (int channel = 40; channel < 46; channel++) {
            values[0][0][channel] = 30 + channel % 3;
        }
        PointStatistics crowded =
                SampleStatistics.of(0, "fc1", TokenOrder.rowMajor(1, 1), values, Double.NaN);
        String svg =
                FigureFile.svgElement(
                        new ChannelOutlierFigure(crowded, FigureOptions.DEFAULT),
                        FigureTheme.LIGHT,
                        new FigureSize(420, 250, 96),
                        "figure");

        List<Rectangle2D> names =
                Pattern.compile(
                                "<text [^>]*x=\"([\\d.]+)\"[^>]* y=\"([\\d.]+)\"\\s*>ch \\d+ ·"
                                        + " \\d+×<")
                        .matcher(svg)
                        .results()
                        .map(
                                name ->
                                        (Rectangle2D)
                                                new Rectangle2D.Double(
                                                        Double.parseDouble(name.group(1)),
                                                        Double.parseDouble(name.group(2)),
                                                        60,
                                                        10))
                        .toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(2);
        for (Rectangle2D one : names) {
            assertThat(names.stream().filter(one::intersects)).containsExactly(one);
        }
    }

    @Test
    void threeStandardDeviationsStayInsideTheAxesWhereNoValueReachesThem() {
        float[][][] values = {{{-1, -1, 1, 1}, {-1, 1, -1, 1}}};
        TokenRangeFigure figure =
                new TokenRangeFigure(
                        SampleStatistics.of(
                                0, "in_proj", TokenOrder.rowMajor(1, 2), values, Double.NaN),
                        FigureOptions.DEFAULT,
                        TokenRangeFigure.Measure.RANGE);

        Range axis = figure.chart(FigureTheme.LIGHT).getXYPlot().getRangeAxis().getRange();

        assertThat(axis.contains(-3)).isTrue();
        assertThat(axis.contains(3)).isTrue();
    }

    @Test
    void theMapOfAWholeVimIsOneImage() {
        float[] magnitude = new float[197 * 1536];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = 1 + i % 97;
        }
        PointStatistics small = values(1, 197, 1536, 1);
        PointStatistics large =
                new PointStatistics(
                        small.point(),
                        1,
                        small.tokens(),
                        small.channels(),
                        magnitude,
                        small.values(),
                        Double.NaN,
                        Resamples.NONE);
        String svg =
                FigureFile.svgElement(
                        new TokenChannelFigure(large, OPTIONS),
                        FigureTheme.LIGHT,
                        FigureSize.DEFAULT,
                        "figure");

        assertThat(svg.split("<image ")).as("map and colour bar").hasSize(1 + 2);
        assertThat(svg.split("<rect ").length).isLessThan(20);
    }

    @Test
    @DisplayName("every model has its name and its interval, however close together they are")
    void everyModelIsNamed() {
        List<TradeOffFigure.Model> models =
                List.of(
                        model("round to nearest W4A4", 0.42, 59, 3),
                        model("PTS + smoothing W4A4", 0.45, 88.0, 3),
                        model("PTS + JLSS W4A4", 0.45, 88.1, 3),
                        model("PTS + JLSS W4A4 again", 0.45, 88.2, 3),
                        model("rotated W4A4", 0.63, 88.7, 3),
                        model("vim-fmnist", 1.35, 88.9, 3));
        TradeOffFigure figure =
                new TradeOffFigure(
                        TradeOffFigure.Cost.SIZE, "top-1 (%)", models, TradeOffFigureTest.APART);

        String svg =
                FigureFile.svgElement(
                        figure, FigureTheme.LIGHT, new FigureSize(300, 260, 96), "figure");

        for (TradeOffFigure.Model model : figure.models()) {
            assertThat(svg).contains(">" + model.name() + "<");
        }
        Range worth = figure.chart(FigureTheme.LIGHT).getXYPlot().getRangeAxis().getRange();
        assertThat(worth.contains(59 - 3)).isTrue();
        assertThat(worth.contains(88.9 + 3)).isTrue();
    }

    private static TradeOffFigure.Model model(
            String name, double cost, double worth, double error) {
        return new TradeOffFigure.Model(name, cost, worth, worth - error, worth + error);
    }
}
