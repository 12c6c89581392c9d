package org.mambascope.ui.figure;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.fx.FXFontMetrics;
import org.jfree.fx.FXGraphics2D;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/**
 * Draws a chart after its size or the chart has changed. JFreeChart's own canvas keeps one graphics
 * object from drawing to drawing, which then no longer knows the font that the canvas is set to.
 */
final class FigureCanvas extends Canvas {
    private static final int OPAQUE = 255;

    private final ChartRenderingInfo drawn = new ChartRenderingInfo();
    private Optional<JFreeChart> chart = Optional.empty();
    private boolean changed;

    FigureCanvas() {
        widthProperty().subscribe((before, now) -> changed = true);
        heightProperty().subscribe((before, now) -> changed = true);
    }

    void show(JFreeChart shown) {
        chart = Optional.of(shown);
        changed = true;
    }

    void resizeTo(double width, double height) {
        setWidth(width);
        setHeight(height);
    }

    void drawIfChanged() {
        if (changed) {
            changed = false;
            draw();
        }
    }

    private void draw() {
        GraphicsContext context = getGraphicsContext2D();
        context.clearRect(0, 0, getWidth(), getHeight());
        Rectangle2D area = new Rectangle2D.Double(0, 0, getWidth(), getHeight());
        if (!area.isEmpty()) {
            chart.ifPresent(
                    shown -> {
                        context.save();
                        shown.draw(new Graphics(context), area, null, drawn);
                        context.restore();
                    });
        }
    }

    /** The place in the data under a point of this canvas. */
    Optional<Point2D> dataAt(double x, double y) {
        Rectangle2D area = drawn.getPlotInfo().getDataArea();
        return chart.map(JFreeChart::getXYPlot)
                .filter(plot -> area.contains(x, y))
                .map(plot -> dataAt(plot, area, x, y));
    }

    private static Point2D dataAt(XYPlot plot, Rectangle2D area, double x, double y) {
        return new Point2D.Double(
                plot.getDomainAxis().java2DToValue(x, area, plot.getDomainAxisEdge()),
                plot.getRangeAxis().java2DToValue(y, area, plot.getRangeAxisEdge()));
    }

    /**
     * Measures text in the font that is asked for, not in the one that is set, and strokes long
     * lines in pieces.
     */
    private static final class Graphics extends FXGraphics2D {
        Graphics(GraphicsContext context) {
            super(context);
        }

        @Override
        public void draw(Shape shape) {
            if (getColor().getAlpha() == OPAQUE
                    && getStroke() instanceof BasicStroke stroke
                    && stroke.getDashArray() == null) {
                LinePieces.of(shape).forEach(super::draw);
            } else {
                super.draw(shape);
            }
        }

        @Override
        public FontMetrics getFontMetrics(Font font) {
            return new FXFontMetrics(font, this);
        }
    }
}
