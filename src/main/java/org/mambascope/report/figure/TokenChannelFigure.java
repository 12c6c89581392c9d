package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.ColourBarAxis;
import org.mambascope.report.chart.ColourMap;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.HeatmapImage;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Mean |activation| of every token and channel as colours: x is the token position, y the channel
 * from top to bottom.
 */
public record TokenChannelFigure(PointStatistics statistics, FigureOptions options)
        implements Figure {
    @Override
    public String title() {
        return options.quantity().map();
    }

    @Override
    public String subtitle() {
        String value = options.quantity().value();
        return options.quantity() == Quantity.WEIGHT
                ? FigureTexts.of("channels.weight", value)
                : FigureTexts.of(
                        "channels.subtitle",
                        value,
                        FigureTexts.counted(statistics.images(), "image"));
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        int tokens = statistics.point().tokens();
        int channels = statistics.point().channels();
        ColourScale scale = scale();
        HeatmapImage image =
                new HeatmapImage(
                        tokens, channels, statistics.meanMagnitude(), scale, ColourMap.VIRIDIS);
        FigureAxis x =
                new FigureAxis(
                        options.quantity().positionAxis(),
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(tokens),
                        theme);
        FigureAxis y =
                new FigureAxis(
                        FigureTexts.of("channel.axis"),
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(channels),
                        theme);
        y.setInverted(true);
        JFreeChart chart =
                FigurePlot.chart(
                        theme,
                        x,
                        y,
                        canvas ->
                                image.draw(
                                        canvas.graphics(),
                                        canvas.between(-0.5, tokens - 0.5, -0.5, channels - 0.5)),
                        this::drawClassTokens,
                        this::drawSelection);
        XYPlot plot = chart.getXYPlot();
        plot.setRangeGridlinesVisible(false);
        plot.setRangeAxis(1, new ColourBarAxis(scale, ColourMap.VIRIDIS, theme), false);
        return chart;
    }

    @Override
    public Figure unmarked() {
        return new TokenChannelFigure(statistics, options.withSelectedToken(OptionalInt.empty()));
    }

    @Override
    public Table data() {
        int channels = statistics.point().channels();
        Table.Builder table =
                Table.named("mean |activation|", "token", "channel", "mean |activation|");
        for (int token = 0; token < statistics.point().tokens(); token++) {
            for (int channel = 0; channel < channels; channel++) {
                table.row(token, channel, statistics.meanMagnitude(token, channel));
            }
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        long token = Math.round(x);
        long channel = Math.round(y);
        if (token < 0
                || token >= statistics.point().tokens()
                || channel < 0
                || channel >= statistics.point().channels()) {
            return Optional.empty();
        }
        double value = statistics.meanMagnitude((int) token, (int) channel);
        return Optional.of(
                FigureTexts.of(
                        options.quantity() == Quantity.WEIGHT
                                ? "channels.reading.weight"
                                : "channels.reading",
                        options.quantity().nameOf(statistics.point().order(), (int) token),
                        channel,
                        options.quantity().value(),
                        NumberFormatting.number(value)));
    }

    /**
     * From the first percentile of what is not 0, but at most five decades, up to the largest: a
     * few near-zero cells must not push all others into one colour. A model to compare with shares
     * the scale.
     */
    ColourScale scale() {
        List<float[]> shown =
                options.withOverlaid(List.of())
                        .drawn(statistics)
                        .map(PointStatistics::meanMagnitude)
                        .toList();
        float[] positive = new float[shown.stream().mapToInt(values -> values.length).sum()];
        int size = 0;
        for (float[] values : shown) {
            for (float value : values) {
                if (value > 0 && Float.isFinite(value)) {
                    positive[size++] = value;
                }
            }
        }
        if (size == 0) {
            return ColourScale.logarithmic(0, 0);
        }
        Arrays.sort(positive, 0, size);
        double largest = positive[size - 1];
        return ColourScale.logarithmic(Math.max(positive[size / 100], largest * 1e-5), largest);
    }

    private void drawClassTokens(PlotArea canvas) {
        for (int token : statistics.point().order().classTokens()) {
            Rectangle2D column = column(canvas, token);
            double size = 7;
            double middle = column.getCenterX();
            canvas.fill(
                    new Rectangle2D.Double(
                            middle - Math.max(1, column.getWidth() / 2),
                            column.getMinY(),
                            Math.max(2, column.getWidth()),
                            size),
                    canvas.theme().classToken());
            canvas.fill(
                    new Rectangle2D.Double(
                            middle - Math.max(1, column.getWidth() / 2),
                            column.getMaxY() - size,
                            Math.max(2, column.getWidth()),
                            size),
                    canvas.theme().classToken());
        }
    }

    private void drawSelection(PlotArea canvas) {
        options.selectedToken()
                .ifPresent(
                        token -> {
                            Rectangle2D column = column(canvas, token);
                            canvas.draw(column, Color.BLACK, new BasicStroke(3));
                            canvas.draw(column, Color.WHITE, new BasicStroke(1.5f));
                        });
    }

    private Rectangle2D column(PlotArea canvas, int token) {
        return canvas.between(token - 0.5, token + 0.5, -0.5, statistics.point().channels() - 0.5);
    }
}
