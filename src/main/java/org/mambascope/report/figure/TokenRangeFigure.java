package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Profile;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Values of each token position over all images and channels: their range with three standard
 * deviations around their mean, or their variance. x is the token position.
 */
public record TokenRangeFigure(PointStatistics statistics, FigureOptions options, Measure measure)
        implements Figure {
    /** Statistic that is drawn of each token. */
    public enum Measure {
        /** From the smallest value to the largest, and mean ± 3σ. */
        RANGE,
        /** The variance. */
        VARIANCE
    }

    private static final int LABEL_TOP = 2;
    private static final int LABEL_GAP = 4;

    /** The range of every token. */
    static TokenRangeFigure range(PointStatistics statistics, FigureOptions options) {
        return new TokenRangeFigure(statistics, options, Measure.RANGE);
    }

    /** The variance of every token. */
    static TokenRangeFigure variance(PointStatistics statistics, FigureOptions options) {
        return new TokenRangeFigure(statistics, options, Measure.VARIANCE);
    }

    @Override
    public String title() {
        return options.quantity().profile(measure == Measure.RANGE ? "range" : "variance");
    }

    @Override
    public String subtitle() {
        String drawn =
                options.quantity()
                        .over(
                                FigureTexts.of(
                                        measure == Measure.RANGE
                                                ? "range.drawn"
                                                : "variance.drawn"),
                                statistics);
        return options.overlaid().isEmpty() ? drawn : FigureTexts.of("each.image", drawn);
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        FigureAxis x =
                new FigureAxis(
                        options.quantity().positionAxis(),
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(longest()),
                        theme);
        double lowest = extreme(this::lowestDrawn, Math::min);
        double highest = extreme(this::highestDrawn, Math::max);
        FigureAxis y =
                new FigureAxis(
                        measure == Measure.RANGE
                                ? options.quantity().value()
                                : FigureTexts.of("variance.axis"),
                        FigureAxis.Steps.DECIMAL,
                        FigurePlot.padded(
                                lowest, highest, measure == Measure.RANGE ? 0.06 : 0, 0.14),
                        theme);
        return FigurePlot.chart(theme, x, y, this::drawProfile, this::drawOthers, this::drawMarks);
    }

    @Override
    public Figure unmarked() {
        return new TokenRangeFigure(
                statistics, options.withSelectedToken(OptionalInt.empty()), measure);
    }

    @Override
    public Table data() {
        return StatisticsTables.tokens(statistics);
    }

    @Override
    public Optional<String> reading(double x, double y) {
        int token = (int) Math.round(x);
        Profile tokens = statistics.tokens();
        if (token < 0 || token >= tokens.size()) {
            return Optional.empty();
        }
        return Optional.of(
                FigureTexts.of(
                        "range.reading",
                        options.quantity().nameOf(statistics.point().order(), token),
                        NumberFormatting.number(tokens.minimum()[token]),
                        NumberFormatting.number(tokens.maximum()[token]),
                        NumberFormatting.number(tokens.deviation(token))));
    }

    private void drawProfile(PlotArea canvas) {
        Profile tokens = statistics.tokens();
        FigureTheme theme = canvas.theme();
        if (measure == Measure.VARIANCE) {
            IntToDoubleFunction variance = token -> tokens.variance()[token];
            canvas.fill(band(canvas, token -> 0, variance), theme.band());
            canvas.draw(line(canvas, variance), theme.accent(), PlotArea.LINE);
            return;
        }
        canvas.fill(
                band(canvas, token -> tokens.minimum()[token], token -> tokens.maximum()[token]),
                theme.band());
        for (int sign : new int[] {-3, 3}) {
            canvas.draw(
                    line(canvas, token -> tokens.mean()[token] + sign * tokens.deviation(token)),
                    theme.accent(),
                    PlotArea.LINE);
        }
    }

    private double[] low(PointStatistics shown) {
        return measure == Measure.RANGE ? shown.tokens().minimum() : new double[1];
    }

    private double[] high(PointStatistics shown) {
        return measure == Measure.RANGE ? shown.tokens().maximum() : shown.tokens().variance();
    }

    /** Three standard deviations may reach further than any value. */
    private double[] lowestDrawn(PointStatistics shown) {
        return reached(shown, low(shown), -3, Math::min);
    }

    private double[] highestDrawn(PointStatistics shown) {
        return reached(shown, high(shown), 3, Math::max);
    }

    private double[] reached(
            PointStatistics shown, double[] values, int deviations, DoubleBinaryOperator further) {
        if (measure == Measure.VARIANCE || shown != statistics) {
            return values;
        }
        Profile tokens = shown.tokens();
        return IntStream.range(0, tokens.size())
                .mapToDouble(
                        token ->
                                further.applyAsDouble(
                                        values[token],
                                        tokens.mean()[token]
                                                + deviations * tokens.deviation(token)))
                .toArray();
    }

    private int longest() {
        return options.drawn(statistics).mapToInt(shown -> shown.tokens().size()).max().orElse(1);
    }

    private double extreme(
            Function<PointStatistics, double[]> values, DoubleBinaryOperator choose) {
        return options.drawn(statistics)
                .flatMapToDouble(shown -> Arrays.stream(values.apply(shown)))
                .reduce(choose)
                .orElse(Double.NaN);
    }

    private void drawOthers(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        options.overlaid().forEach(image -> outline(canvas, image, theme.overlaid()));
        options.drawnOver()
                .ifPresent(
                        other -> {
                            outline(canvas, other.statistics(), theme.text());
                            other.label(canvas);
                        });
    }

    private void outline(PlotArea canvas, PointStatistics shown, Color colour) {
        canvas.draw(
                line(canvas, shown.tokens().size(), token -> high(shown)[token]),
                colour,
                PlotArea.HAIRLINE);
        if (measure == Measure.RANGE) {
            canvas.draw(
                    line(canvas, shown.tokens().size(), token -> low(shown)[token]),
                    colour,
                    PlotArea.HAIRLINE);
        }
    }

    private void drawMarks(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        int[] classTokens = statistics.point().order().classTokens();
        for (int token : classTokens) {
            canvas.verticalLine(token, theme.classToken(), PlotArea.DASHED);
        }
        options.selectedToken()
                .ifPresent(
                        token -> canvas.verticalLine(token, theme.text(), new BasicStroke(1.2f)));
        List<Rectangle2D> taken = new ArrayList<>();
        if (classTokens.length > 0) {
            boolean right = options.selectedToken().orElse(-1) <= classTokens[0];
            label(
                    canvas,
                    FigureTexts.of(classTokens.length == 1 ? "token.class" : "token.classes"),
                    theme.boldLabelFont(),
                    theme.classToken(),
                    classTokens[0],
                    right,
                    taken);
        }
        options.selectedToken()
                .ifPresent(
                        token -> {
                            boolean left = classTokens.length == 0 || token <= classTokens[0];
                            label(
                                    canvas,
                                    options.quantity().numbered(token),
                                    theme.labelFont(),
                                    theme.text(),
                                    token,
                                    !left,
                                    taken);
                        });
    }

    /**
     * Draws a label next to a line, on the wished side unless there is no room, and lower where
     * another label is already.
     */
    private static void label(
            PlotArea canvas,
            String text,
            Font font,
            Color colour,
            double value,
            boolean right,
            List<Rectangle2D> taken) {
        double line = canvas.x().applyAsDouble(value);
        double top = canvas.area().getMinY() + LABEL_TOP;
        Rectangle2D size = canvas.box(text, font, 0, 0);
        double width = size.getWidth();
        boolean fitsRight = line + LABEL_GAP + width <= canvas.area().getMaxX();
        boolean fitsLeft = line - LABEL_GAP - width >= canvas.area().getMinX();
        double left =
                (right && fitsRight) || !fitsLeft ? line + LABEL_GAP : line - LABEL_GAP - width;
        Rectangle2D box = canvas.box(text, font, left, top);
        if (taken.stream().anyMatch(box::intersects)) {
            box = canvas.box(text, font, left, top + size.getHeight() + LABEL_TOP);
        }
        canvas.text(text, font, colour, box);
        taken.add(box);
    }

    private Path2D line(PlotArea canvas, IntToDoubleFunction values) {
        return line(canvas, statistics.tokens().size(), values);
    }

    private static Path2D line(PlotArea canvas, int size, IntToDoubleFunction values) {
        Path2D path = new Path2D.Double();
        append(canvas, path, size, values, false);
        return path;
    }

    private Path2D band(PlotArea canvas, IntToDoubleFunction low, IntToDoubleFunction high) {
        Path2D path = new Path2D.Double();
        append(canvas, path, statistics.tokens().size(), high, false);
        append(canvas, path, statistics.tokens().size(), low, true);
        path.closePath();
        return path;
    }

    /** A single token, which has no neighbour to draw a line to, gets one as wide as its place. */
    private static void append(
            PlotArea canvas, Path2D path, int size, IntToDoubleFunction values, boolean backwards) {
        int points = size == 1 ? 2 : size;
        for (int i = 0; i < points; i++) {
            int point = backwards ? points - 1 - i : i;
            double place = size == 1 ? point - 0.5 : point;
            double value = values.applyAsDouble(size == 1 ? 0 : point);
            double x = canvas.x().applyAsDouble(place);
            double y = canvas.y().applyAsDouble(Double.isFinite(value) ? value : 0);
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
    }
}
