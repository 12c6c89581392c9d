package org.mambascope.report;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.model.TokenOrder;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What rounding leaves of each token of a layer's input: with one step for all tokens, and with a
 * step for each. x is the token position, y signal over noise in dB.
 *
 * @param order which token stands at a position
 * @param oneStep of each token, in dB
 * @param ownSteps of each token, in dB
 * @param own whether the chosen method gives each token its own step
 */
public record TokenSignalToNoise(TokenOrder order, double[] oneStep, double[] ownSteps, boolean own)
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
                oneStep.length,
                FigurePlot.padded(Math.min(0, lowest), highest, 0.02, 0.3),
                this::draw);
    }

    /** A chart of so many tokens over a range of dB. */
    static JFreeChart chart(FigureTheme theme, int tokens, Range decibels, Layer layer) {
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
        return DoubleStream.concat(DoubleStream.of(oneStep), DoubleStream.of(ownSteps))
                .filter(Double::isFinite);
    }

    private void draw(Canvas canvas) {
        FigureTheme theme = canvas.theme();
        canvas.draw(line(canvas, oneStep), theme.warm(), Canvas.LINE);
        canvas.draw(line(canvas, ownSteps), theme.accent(), Canvas.LINE);
        double bottom = label(canvas, FigureTexts.of("sqnr.own"), own, theme.accent(), 2);
        label(canvas, FigureTexts.of("sqnr.one"), !own, theme.warm(), bottom);
    }

    private static double label(
            Canvas canvas, String text, boolean chosen, Color colour, double top) {
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
    static Path2D line(Canvas canvas, double[] values) {
        Path2D line = new Path2D.Double();
        boolean drawing = false;
        for (int token = 0; token < values.length; token++) {
            if (!Double.isFinite(values[token])) {
                drawing = false;
                continue;
            }
            double x = canvas.x().applyAsDouble(token);
            double y = canvas.y().applyAsDouble(values[token]);
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
        Table.Builder table = Table.named("sqnr", "token", "one step", "step per token");
        for (int token = 0; token < oneStep.length; token++) {
            table.row(token, oneStep[token], ownSteps[token]);
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        int token = (int) Math.round(x);
        return token < 0 || token >= oneStep.length
                ? Optional.empty()
                : Optional.of(
                        FigureTexts.of(
                                "sqnr.reading",
                                Quantity.ACTIVATION.nameOf(order, token),
                                NumberFormatting.number(oneStep[token]),
                                NumberFormatting.number(ownSteps[token])));
    }
}
