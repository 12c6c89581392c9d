package org.mambascope.report.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.mambascope.activation.Measure;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.chart.ColourBarAxis;
import org.mambascope.report.chart.ColourMap;
import org.mambascope.report.chart.ColourScale;
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
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A map of blocks × layers as coloured cells with their numbers. x is the place of the block among
 * the map's blocks, y that of the kind, from top to bottom.
 *
 * @param map the numbers
 * @param selected the point to frame
 */
public record PointMapFigure(PointMap map, Optional<ObservationPoint> selected) implements Figure {
    private static final double GAP = 1.5;
    private static final double ROUNDING = 4;

    @Override
    public String title() {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.title().equals(map.title()))
                .findFirst()
                .map(PointMapFigure::words)
                .orElse(map.title());
    }

    /** A measure in the language that is spoken; the map's own title heads a column of files. */
    private static String words(Measure measure) {
        String key = measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return FigureTexts.of("pointmap." + key);
    }

    @Override
    public String subtitle() {
        return FigureTexts.of("pointmap.subtitle");
    }

    @Override
    public JFreeChart chart(FigureTheme theme) {
        SymbolAxis x =
                axis(map.blocks().stream().map(block -> Integer.toString(block)).toList(), theme);
        SymbolAxis y = axis(map.kinds().stream().map(map::label).toList(), theme);
        y.setInverted(true);
        JFreeChart chart = FigurePlot.chart(theme, x, y, this::draw);
        XYPlot plot = chart.getXYPlot();
        plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setRangeGridlinesVisible(false);
        plot.setRangeAxis(1, new ColourBarAxis(map.scale(), ColourMap.VIRIDIS, theme), false);
        return chart;
    }

    @Override
    public Figure unmarked() {
        return new PointMapFigure(map, Optional.empty());
    }

    @Override
    public Table data() {
        return map.table();
    }

    @Override
    public Optional<String> reading(double x, double y) {
        return pointAt(x, y)
                .flatMap(point -> map.cell(point.kind(), point.block()))
                .map(
                        cell ->
                                FigureTexts.of(
                                        "pointmap.reading",
                                        cell.point().block(),
                                        cell.point().kind(),
                                        NumberFormatting.number(cell.value())));
    }

    /** The point whose cell covers a place in the chart's data coordinates. */
    public Optional<ObservationPoint> pointAt(double x, double y) {
        long column = Math.round(x);
        long row = Math.round(y);
        return column < 0 || row < 0 || column >= map.blocks().size() || row >= map.kinds().size()
                ? Optional.empty()
                : map.cell(map.kinds().get((int) row), map.blocks().get((int) column))
                        .map(PointMap.Cell::point);
    }

    private static SymbolAxis axis(List<String> symbols, FigureTheme theme) {
        SymbolAxis axis = new SymbolAxis(null, symbols.toArray(String[]::new));
        axis.setDefaultAutoRange(FigurePlot.positions(Math.max(1, symbols.size())));
        axis.setRange(FigurePlot.positions(Math.max(1, symbols.size())));
        axis.setGridBandsVisible(false);
        axis.setAxisLineVisible(false);
        FigureAxis.quieten(axis, theme);
        axis.setTickLabelFont(theme.labelFont());
        return axis;
    }

    private void draw(PlotArea canvas) {
        ColourScale scale = map.scale();
        for (PointMap.Cell cell : map.cells()) {
            int column = map.blocks().indexOf(cell.point().block());
            int row = map.kinds().indexOf(cell.point().kind());
            Rectangle2D area = canvas.between(column - 0.5, column + 0.5, row - 0.5, row + 0.5);
            Shape shape =
                    new RoundRectangle2D.Double(
                            area.getX() + GAP,
                            area.getY() + GAP,
                            Math.max(1, area.getWidth() - 2 * GAP),
                            Math.max(1, area.getHeight() - 2 * GAP),
                            ROUNDING,
                            ROUNDING);
            Color colour =
                    Double.isFinite(cell.value())
                            ? ColourMap.VIRIDIS.colour(scale.position(cell.value()))
                            : canvas.theme().grid();
            canvas.fill(shape, colour);
            if (selected.filter(cell.point()::equals).isPresent()) {
                canvas.draw(shape, canvas.theme().text(), new BasicStroke(2));
            }
            write(canvas, NumberFormatting.number(cell.value()), colour, area);
        }
    }

    /** In the middle of a cell, if there is room. */
    private static void write(PlotArea canvas, String text, Color colour, Rectangle2D area) {
        Font font = canvas.theme().labelFont();
        Rectangle2D size = canvas.box(text, font, 0, 0);
        if (size.getWidth() + 2 * GAP < area.getWidth() && size.getHeight() < area.getHeight()) {
            canvas.graphics().setFont(font);
            canvas.graphics().setPaint(ColourMap.textOn(colour));
            var metrics = canvas.graphics().getFontMetrics();
            canvas.graphics()
                    .drawString(
                            text,
                            (float) (area.getCenterX() - size.getWidth() / 2),
                            (float)
                                    (area.getCenterY()
                                            + (metrics.getAscent() - metrics.getDescent()) / 2.0));
        }
    }
}
