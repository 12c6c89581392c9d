package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.activation.Distribution;
import org.mambascope.activation.Histogram;
import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * Histogram of values with the quantisation levels of <i>b</i> bits. x is the value, y the count
 * or, on a logarithmic scale, its decimal logarithm.
 *
 * @param levels of a quantiser, if not evenly over all values; not copied, not to be changed
 */
public record HistogramFigure(
        PointStatistics statistics, FigureOptions options, Optional<double[]> levels)
        implements Figure {
    private static final double RANGE_TOP = 10;
    private static final double[] PERCENTILES = {0.1, 1, 99, 99.9};

    /** A single value's bar still shows on a logarithmic scale that starts below one. */
    private static final double LOG_FLOOR = -0.3;

    /** With the levels of one step from the smallest value to the largest, if any are drawn. */
    public HistogramFigure(PointStatistics statistics, FigureOptions options) {
        this(statistics, options, Optional.empty());
    }

    @Override
    public String title() {
        return FigureTexts.of("tail.title");
    }

    @Override
    public String subtitle() {
        String text =
                FigureTexts.of(
                        options.logarithmicCount() ? "tail.subtitle.log" : "tail.subtitle",
                        NumberFormatting.number(statistics.values().kurtosis()));
        return options.levelBits().stream()
                .mapToObj(
                        bits ->
                                FigureTexts.of(
                                        "tail.levels",
                                        text,
                                        NumberFormatting.count(1L << bits),
                                        FigureTexts.counted(bits, "bit")))
                .findFirst()
                .orElse(text);
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        Histogram histogram = histogram();
        FigureAxis x =
                new FigureAxis(
                        options.quantity().valueAxis(),
                        FigureAxis.Steps.DECIMAL,
                        FigurePlot.padded(lowest(), highest(), 0.01, 0.01),
                        theme);
        double highest =
                options.drawn(statistics)
                        .mapToDouble(shown -> height(mostOften(shown)))
                        .max()
                        .orElse(1);
        FigureAxis y =
                new FigureAxis(
                        FigureTexts.of("tail.count.axis"),
                        options.logarithmicCount()
                                ? FigureAxis.Steps.EXPONENT
                                : FigureAxis.Steps.DECIMAL,
                        options.logarithmicCount()
                                ? new Range(LOG_FLOOR, Math.max(1, highest + 0.6))
                                : new Range(0, Math.max(1, highest * 1.12)),
                        theme);
        return FigurePlot.chart(theme, x, y, canvas -> draw(canvas, histogram));
    }

    @Override
    public Figure unmarked() {
        return new HistogramFigure(statistics, options.withSelectedToken(OptionalInt.empty()));
    }

    @Override
    public Table data() {
        Histogram histogram = histogram();
        Table.Builder table = Table.named("histogram", "from", "to", "count");
        for (int bin = 0; bin < histogram.bins(); bin++) {
            double centre = histogram.centre(bin);
            double half = histogram.binWidth() / 2;
            table.row(centre - half, centre + half, (double) histogram.counts()[bin]);
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        Histogram histogram = histogram();
        int bin = (int) Math.floor((x - histogram.from()) / histogram.binWidth());
        if (!(x >= histogram.from()) || bin >= histogram.bins()) {
            return Optional.empty();
        }
        double centre = histogram.centre(bin);
        double half = histogram.binWidth() / 2;
        return Optional.of(
                FigureTexts.of(
                        "tail.reading",
                        NumberFormatting.number(centre - half),
                        NumberFormatting.number(centre + half),
                        FigureTexts.counted(histogram.counts()[bin], "value")));
    }

    private void draw(PlotArea canvas, Histogram histogram) {
        FigureTheme theme = canvas.theme();
        double width = histogram.binWidth();
        double pixels = canvas.x().applyAsDouble(width) - canvas.x().applyAsDouble(0);
        double gap = pixels > 3 ? 0.5 - 0.5 / pixels : 0.5;
        for (int bin = 0; bin < histogram.bins(); bin++) {
            if (histogram.counts()[bin] > 0) {
                double centre = histogram.centre(bin);
                canvas.bar(
                        centre - gap * width,
                        centre + gap * width,
                        height(histogram.counts()[bin]),
                        1,
                        theme.series());
            }
        }
        options.levelBits().ifPresent(bits -> drawLevels(canvas, bits));
        options.overlaid().forEach(image -> outline(canvas, image, theme.overlaid()));
        options.drawnOver()
                .ifPresent(
                        other -> {
                            outline(canvas, other.statistics(), theme.text());
                            other.label(canvas);
                        });
        options.selectedToken().ifPresent(token -> drawToken(canvas, token));
        if (options.percentiles()) {
            drawPercentiles(canvas);
        }
    }

    private double lowest() {
        return options.drawn(statistics)
                .mapToDouble(shown -> shown.values().minimum())
                .min()
                .orElse(0);
    }

    private double highest() {
        return options.drawn(statistics)
                .mapToDouble(shown -> shown.values().maximum())
                .max()
                .orElse(1);
    }

    private long mostOften(PointStatistics shown) {
        long[] counts = shown.values().histogram(options.bins()).counts();
        return Arrays.stream(counts).max().orElse(0);
    }

    private void outline(PlotArea canvas, PointStatistics shown, Color colour) {
        Histogram other = shown.values().histogram(options.bins());
        Path2D path = new Path2D.Double();
        for (int bin = 0; bin < other.bins(); bin++) {
            double x = canvas.x().applyAsDouble(other.centre(bin));
            double y = canvas.y().applyAsDouble(height(other.counts()[bin]));
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else if (other.counts()[bin] > 0) {
                path.lineTo(x, y);
            }
        }
        canvas.draw(path, colour, PlotArea.HAIRLINE);
    }

    /** The chosen token's range, as a bar under the top with its name. */
    private void drawToken(PlotArea canvas, int token) {
        FigureTheme theme = canvas.theme();
        double left = canvas.x().applyAsDouble(statistics.tokens().minimum()[token]);
        double right = canvas.x().applyAsDouble(statistics.tokens().maximum()[token]);
        double y = canvas.area().getMinY() + RANGE_TOP;
        canvas.draw(new Line2D.Double(left, y, right, y), theme.text(), PlotArea.LINE);
        for (double end : new double[] {left, right}) {
            canvas.draw(new Line2D.Double(end, y - 3, end, y + 3), theme.text(), PlotArea.LINE);
        }
        String text = options.quantity().numbered(token);
        Font font = theme.labelFont();
        Rectangle2D size = canvas.box(text, font, 0, 0);
        double end = canvas.area().getMaxX() - size.getWidth();
        boolean fits = right + 4 <= end;
        canvas.text(
                text,
                font,
                theme.text(),
                canvas.box(
                        text,
                        font,
                        fits ? right + 4 : end,
                        fits ? y - size.getHeight() / 2 : y + 3));
    }

    /** Lines fade as they close up, so that eight bits tint the bars rather than hide them. */
    private void drawLevels(PlotArea canvas, int bits) {
        Distribution values = statistics.values();
        double spacing = canvas.area().getWidth() / (1 << bits);
        int alpha = (int) Math.clamp(spacing * 20, 12, 150);
        Color warm = canvas.theme().warm();
        Color faded = new Color(warm.getRed(), warm.getGreen(), warm.getBlue(), alpha);
        levels.map(DoubleStream::of)
                .orElseGet(() -> QuantisationLevels.of(values.minimum(), values.maximum(), bits))
                .forEach(level -> canvas.verticalLine(level, faded, PlotArea.HAIRLINE));
    }

    private void drawPercentiles(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        Font font = theme.labelFont();
        for (int i = 0; i < PERCENTILES.length; i++) {
            double value = statistics.values().percentile(PERCENTILES[i]);
            if (!Double.isFinite(value)) {
                continue;
            }
            canvas.verticalLine(value, theme.mutedText(), PlotArea.DASHED);
            String text = NumberFormatting.percent(PERCENTILES[i]);
            Rectangle2D size = canvas.box(text, font, 0, 0);
            boolean low = PERCENTILES[i] < 50;
            double line = canvas.x().applyAsDouble(value);
            double left = low ? line - 3 - size.getWidth() : line + 3;
            // The two outer and the two inner marks may lie close together: they get a row each.
            boolean outer = i == 0 || i == PERCENTILES.length - 1;
            double top = canvas.area().getMinY() + (outer ? 2 : 4 + size.getHeight());
            canvas.text(text, font, theme.mutedText(), canvas.box(text, font, left, top));
        }
    }

    private double height(long count) {
        return options.logarithmicCount()
                ? count == 0 ? LOG_FLOOR : Math.log10((double) count)
                : (double) count;
    }

    private Histogram histogram() {
        return statistics.values().histogram(options.bins());
    }
}
