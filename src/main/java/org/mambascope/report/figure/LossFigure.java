package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.data.Range;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureAxis;
import org.mambascope.report.chart.FigurePlot;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.chart.PlotArea;
import org.mambascope.report.table.Table;
import org.mambascope.report.text.FigureTexts;
import org.mambascope.report.text.NumberFormatting;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * Losses while blocks learned one after another, the latest in front. x is the epoch from 1 on, y
 * the loss.
 *
 * @param curves in the order in which the blocks learned
 */
public record LossFigure(List<Curve> curves) implements Figure {
    /**
     * One block.
     *
     * @param block its name
     * @param losses of its epochs, at least one
     */
    public record Curve(String block, List<Double> losses) {
        public Curve {
            losses = List.copyOf(losses);
        }

        /** The loss of the latest epoch. */
        public double last() {
            return losses.getLast();
        }
    }

    public LossFigure {
        curves = List.copyOf(curves);
    }

    @Override
    public String title() {
        return FigureTexts.of("loss.title");
    }

    @Override
    public String subtitle() {
        Curve latest = curves.getLast();
        return FigureTexts.of(
                "loss.subtitle",
                latest.block(),
                NumberFormatting.number(latest.last()),
                FigureTexts.counted(latest.losses().size(), "epoch"));
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        FigureAxis x =
                new FigureAxis(
                        FigureTexts.of("loss.axis.epoch"),
                        FigureAxis.Steps.DECIMAL,
                        new Range(1, Math.max(2, longest())),
                        theme);
        double highest =
                curves.stream()
                        .flatMap(curve -> curve.losses().stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
        FigureAxis y =
                new FigureAxis(
                        FigureTexts.of("loss.axis.loss"),
                        FigureAxis.Steps.DECIMAL,
                        FigurePlot.padded(0, highest, 0, 0.12),
                        theme);
        return FigurePlot.chart(theme, x, y, this::draw);
    }

    private int longest() {
        return curves.stream().mapToInt(curve -> curve.losses().size()).max().orElse(1);
    }

    private void draw(PlotArea canvas) {
        FigureTheme theme = canvas.theme();
        for (Curve curve : curves) {
            boolean latest = curve == curves.getLast();
            canvas.draw(
                    line(canvas, curve),
                    latest ? theme.accent() : theme.axis(),
                    latest ? PlotArea.LINE : PlotArea.HAIRLINE);
        }
        Curve latest = curves.getLast();
        String text = NumberFormatting.number(latest.last());
        Rectangle2D box = canvas.box(text, theme.boldLabelFont(), 0, 0);
        double right = canvas.x().applyAsDouble(latest.losses().size());
        double left = Math.min(right + 6, canvas.area().getMaxX() - box.getWidth());
        double top =
                Math.max(
                        canvas.area().getMinY(),
                        canvas.y().applyAsDouble(latest.last()) - box.getHeight() - 4);
        canvas.text(
                text,
                theme.boldLabelFont(),
                theme.accent(),
                canvas.box(text, theme.boldLabelFont(), left, top));
    }

    private static Path2D line(PlotArea canvas, Curve curve) {
        Path2D line = new Path2D.Double();
        for (int i = 0; i < curve.losses().size(); i++) {
            double x = canvas.x().applyAsDouble(i + 1);
            double y = canvas.y().applyAsDouble(curve.losses().get(i));
            if (i == 0) {
                line.moveTo(x, y);
            }
            line.lineTo(x, y);
        }
        return line;
    }

    @Override
    public Table data() {
        Table.Builder table = Table.named("losses", "block", "epoch", "loss");
        for (Curve curve : curves) {
            for (int i = 0; i < curve.losses().size(); i++) {
                table.row(curve.block(), i + 1.0, curve.losses().get(i));
            }
        }
        return table.build();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        List<Double> losses = curves.getLast().losses();
        long epoch = Math.round(x);
        return epoch < 1 || epoch > losses.size()
                ? Optional.empty()
                : Optional.of(
                        FigureTexts.of(
                                "loss.reading",
                                epoch,
                                NumberFormatting.number(losses.get((int) epoch - 1))));
    }
}
