package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.mambascope.model.TokenOrder;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.BasicStroke;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * SQNR of a model's values against a reference's, token by token, as measured on the same images. x
 * is the token position, y the SQNR in dB.
 *
 * @param order token at each position
 * @param decibels of each token; infinite where both agree
 * @param name of the model that is compared
 * @param selectedToken the token position to mark
 */
public record MeasuredSqnrFigure(
        TokenOrder order, double[] decibels, String name, OptionalInt selectedToken)
        implements Figure {
    @Override
    public String title() {
        return FigureTexts.of("sqnr.title");
    }

    @Override
    public String subtitle() {
        return FigureTexts.of("sqnr.measured", name);
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        double lowest = finite().min().orElse(0);
        double highest = finite().max().orElse(1);
        return TokenSqnrFigure.chart(
                theme,
                decibels.length,
                FigurePlot.padded(Math.min(0, lowest), highest, 0.02, 0.15),
                this::draw);
    }

    private DoubleStream finite() {
        return DoubleStream.of(decibels).filter(Double::isFinite);
    }

    private void draw(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        for (int token : order.classTokens()) {
            canvas.verticalLine(token, theme.classToken(), PlotArea.DASHED);
        }
        canvas.draw(TokenSqnrFigure.line(canvas, decibels), theme.accent(), PlotArea.LINE);
        selectedToken.ifPresent(
                token -> canvas.verticalLine(token, theme.text(), new BasicStroke(1.2f)));
    }

    @Override
    public Figure unmarked() {
        return new MeasuredSqnrFigure(order, decibels, name, OptionalInt.empty());
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("sqnr", "token", "SQNR (dB)");
        for (int token = 0; token < decibels.length; token++) {
            table.row(token, decibels[token]);
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        int token = (int) Math.round(x);
        return token < 0 || token >= decibels.length
                ? Optional.empty()
                : Optional.of(
                        FigureTexts.of(
                                "sqnr.measured.reading",
                                Quantity.ACTIVATION.nameOf(order, token),
                                NumberFormatting.number(decibels[token])));
    }
}
