package org.mambascope.report.chart;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

import java.awt.RenderingHints;

/** JFreeChart without its ornaments. */
public final class FigurePlot {
    static {
        // Axis names stay text in files of shapes, which can be searched, instead of outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private FigurePlot() {}

    /** A chart of layers, the first lowest. */
    public static JFreeChart chart(
            FigureTheme theme, ValueAxis x, ValueAxis y, PlotLayer... layers) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(x);
        plot.setRangeAxis(y);
        // Grid lines are drawn by a renderer, even where no data set is.
        plot.setRenderer(new XYLineAndShapeRenderer());
        plot.setBackgroundPaint(theme.plotBackground());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(PlotArea.HAIRLINE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        // Half of the axis's top number extends above the axis.
        double top = Math.max(6, theme.labelFont().getSize2D() * 0.65);
        plot.setInsets(new RectangleInsets(top, 4, 4, 10));
        plot.setDomainPannable(true);
        plot.setRangePannable(true);
        for (PlotLayer layer : layers) {
            plot.addAnnotation(layer.annotation(theme), false);
        }
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(theme.background());
        chart.setBorderVisible(false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        chart.getRenderingHints()
                .put(
                        RenderingHints.KEY_FRACTIONALMETRICS,
                        RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        return chart;
    }

    /** Positions 0 … size − 1, each one wide. */
    public static Range positions(int size) {
        return new Range(-0.5, size - 0.5);
    }

    /** A range with room above and below; what is no range becomes one around its value. */
    public static Range padded(double from, double to, double below, double above) {
        if (!Double.isFinite(from) || !Double.isFinite(to)) {
            return new Range(0, 1);
        }
        double length = to - from;
        if (!(length > Math.abs(to) * 1e-9 + Double.MIN_NORMAL)) {
            double half = from == 0 ? 1 : Math.abs(from) * 0.5;
            return new Range(from - half, to + half);
        }
        return new Range(from - below * length, to + above * length);
    }
}
