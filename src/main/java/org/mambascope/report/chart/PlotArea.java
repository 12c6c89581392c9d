package org.mambascope.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/**
 * The data area of a chart while it is drawn, and the mapping of data coordinates to it.
 *
 * @param graphics to draw with, clipped to the area
 * @param area in the chart's coordinates
 * @param x from data to chart
 * @param y from data to chart, downwards
 * @param theme the look
 */
public record PlotArea(
        Graphics2D graphics,
        Rectangle2D area,
        DoubleUnaryOperator x,
        DoubleUnaryOperator y,
        FigureTheme theme) {
    public static final Stroke HAIRLINE = new BasicStroke(1);
    public static final Stroke LINE =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    public static final Stroke DASHED =
            new BasicStroke(
                    1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);

    public void fill(Shape shape, Color colour) {
        graphics.setPaint(colour);
        graphics.fill(shape);
    }

    public void draw(Shape shape, Color colour, Stroke stroke) {
        graphics.setPaint(colour);
        graphics.setStroke(stroke);
        graphics.draw(shape);
    }

    public void verticalLine(double value, Color colour, Stroke stroke) {
        double place = x.applyAsDouble(value);
        draw(new Line2D.Double(place, area.getMinY(), place, area.getMaxY()), colour, stroke);
    }

    public void horizontalLine(double value, Color colour, Stroke stroke) {
        double place = y.applyAsDouble(value);
        draw(new Line2D.Double(area.getMinX(), place, area.getMaxX(), place), colour, stroke);
    }

    /**
     * Fills between two data values on x, at least so many units wide around their middle, and from
     * a data value to the bottom of the area; returns what it filled.
     */
    public Rectangle2D bar(double from, double to, double top, double leastWidth, Color colour) {
        double left = x.applyAsDouble(from);
        double right = x.applyAsDouble(to);
        double width = Math.max(leastWidth, right - left);
        double high = Math.max(y.applyAsDouble(top), area.getMinY() - 1);
        Rectangle2D bar =
                new Rectangle2D.Double(
                        (left + right - width) / 2,
                        high,
                        width,
                        Math.max(0, area.getMaxY() - high));
        fill(bar, colour);
        return bar;
    }

    /** The rectangle between two data values on each axis. */
    public Rectangle2D between(double left, double right, double first, double second) {
        Rectangle2D rectangle = new Rectangle2D.Double();
        rectangle.setFrameFromDiagonal(
                x.applyAsDouble(left),
                y.applyAsDouble(first),
                x.applyAsDouble(right),
                y.applyAsDouble(second));
        return rectangle;
    }

    /**
     * The space a text takes from a left upper corner on, a little generous: screens measure text
     * otherwise than files.
     */
    public Rectangle2D box(String text, Font font, double left, double top) {
        var metrics = graphics.getFontMetrics(font);
        return new Rectangle2D.Double(
                left,
                top,
                metrics.stringWidth(text) * 1.06,
                metrics.getAscent() + metrics.getDescent());
    }

    /** Writes a text into its box, over a veil that keeps it readable on data. */
    public void text(String text, Font font, Color colour, Rectangle2D box) {
        Color back = theme.plotBackground();
        fill(box, new Color(back.getRed(), back.getGreen(), back.getBlue(), 190));
        graphics.setFont(font);
        graphics.setPaint(colour);
        float baseline = (float) box.getMinY() + graphics.getFontMetrics(font).getAscent();
        graphics.drawString(text, (float) box.getMinX(), baseline);
    }
}
