package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.chart.PlotLayer;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Estimated SQNR of a layer's output at each token: with a method, and with rounding to nearest
 * with one step for all tokens. x is the token position, y the SQNR in dB.
 *
 * @param order token at each position
 * @param tokens the positions that are estimated, ascending
 * @param chosen of each of these tokens, by the method, in dB
 * @param method its name
 * @param plain of each of these tokens, rounded to nearest, in dB
 */
public record TokenSqnrFigure(
        TokenOrder order, int[] tokens, double[] chosen, String method, double[] plain)
        implements Figure {
    @Override
    public String title() {
        return FigureTexts.of("sqnr.title");
    }

    @Override
    public String subtitle() {
        return FigureTexts.of("sqnr.estimated");
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        double lowest = finite().min().orElse(0);
        double highest = finite().max().orElse(1);
        return chart(
                theme,
                order.length(),
                FigurePlot.padded(Math.min(0, lowest), highest, 0.02, 0.3),
                this::draw);
    }

    /** A chart of so many tokens over a range of dB. */
    static JFreeChart chart(FigureTheme theme, int tokens, Range decibels, PlotLayer layer) {
        FigureAxis x =
                new FigureAxis(
                        Quantity.ACTIVATION.positionAxis(),
                        FigureAxis.Steps.BINARY,
                        FigurePlot.positions(tokens),
                        theme);
        FigureAxis y =
                new FigureAxis(
                        FigureTexts.of("sqnr.axis"), FigureAxis.Steps.DECIMAL, decibels, theme);
        return FigurePlot.chart(theme, x, y, layer);
    }

    private DoubleStream finite() {
        return DoubleStream.concat(DoubleStream.of(plain), DoubleStream.of(chosen))
                .filter(Double::isFinite);
    }

    private void draw(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        canvas.draw(line(canvas, tokens, plain), theme.warm(), PlotArea.LINE);
        canvas.draw(line(canvas, tokens, chosen), theme.accent(), PlotArea.LINE);
        double bottom = label(canvas, method, true, theme.accent(), 2);
        if (!Arrays.equals(plain, chosen)) {
            label(canvas, FigureTexts.of("sqnr.plain"), false, theme.warm(), bottom);
        }
    }

    private static double label(
            PlotArea canvas, String text, boolean chosen, Color colour, double top) {
        FigureTheme theme = canvas.theme();
        Font font = chosen ? theme.boldLabelFont() : theme.labelFont();
        double width = canvas.box(text, font, 0, 0).getWidth();
        Rectangle2D box =
                canvas.box(
                        text, font, canvas.area().getMaxX() - width, canvas.area().getMinY() + top);
        canvas.text(text, font, colour, box);
        return top + box.getHeight() + 2;
    }

    /** Through all tokens that have a finite value. */
    static Path2D line(PlotArea canvas, double[] values) {
        return line(canvas, IntStream.range(0, values.length).toArray(), values);
    }

    private static Path2D line(PlotArea canvas, int[] tokens, double[] values) {
        Path2D line = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                drawing = false;
                continue;
            }
            double x = canvas.x().applyAsDouble(tokens[i]);
            double y = canvas.y().applyAsDouble(values[i]);
            if (drawing) {
                line.lineTo(x, y);
            } else {
                line.moveTo(x, y);
            }
            drawing = true;
        }
        return line;
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("sqnr", "token", method, FigureTexts.of("sqnr.plain"));
        for (int i = 0; i < tokens.length; i++) {
            table.row(tokens[i], chosen[i], plain[i]);
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        return IntStream.range(0, tokens.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> Math.abs(tokens[i] - x)))
                .filter(i -> x >= -0.5 && x < order.length() - 0.5)
                .map(
                        i ->
                                FigureTexts.of(
                                        "sqnr.reading",
                                        Quantity.ACTIVATION.nameOf(order, tokens[i]),
                                        NumberFormatting.number(chosen[i]),
                                        method,
                                        NumberFormatting.number(plain[i])));
    }
}
