package org.mambascope.report.figure;

import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.PlotArea;

import java.awt.Font;
import java.awt.geom.Rectangle2D;

/**
 * Another model's statistics to draw with a figure's own, on the same axes.
 *
 * @param name of the other model
 * @param statistics of the same place in it
 * @param drawn whether it is drawn over the figure's own; otherwise it only stretches the axes, so
 *     that two figures side by side have the same
 */
public record OverlaidModel(String name, PointStatistics statistics, boolean drawn) {
    private static final int MARGIN = 4;

    /** Writes the name into the lower right corner, in the colour of its lines. */
    void label(PlotArea canvas) {
        Font font = canvas.theme().labelFont();
        String text = "— " + name;
        Rectangle2D size = canvas.box(text, font, 0, 0);
        canvas.text(
                text,
                font,
                canvas.theme().text(),
                canvas.box(
                        text,
                        font,
                        canvas.area().getMaxX() - size.getWidth() - MARGIN,
                        canvas.area().getMaxY() - size.getHeight() - MARGIN));
    }
}
