package org.mambascope.report.chart;

import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.ui.RectangleEdge;
import org.mambascope.report.text.NumberFormatting;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/**
 * Legend of the colours: a strip next to the plot, as high as the data area. It is an axis so that
 * the plot keeps room for it; it does not zoom.
 */
@SuppressWarnings("serial")
public final class ColourBarAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 8;
    private static final int STRIP = 9;
    private static final int LABEL_GAP = 4;
    private static final double LABEL_SPACING = 55;

    private final transient ColourScale scale;
    private final transient ColourMap map;
    private final transient FigureTheme theme;

    public ColourBarAxis(ColourScale scale, ColourMap map, FigureTheme theme) {
        this.scale = scale;
        this.map = map;
        this.theme = theme;
    }

    @Override
    public AxisSpace reserveSpace(
            Graphics2D graphics,
            Plot plot,
            Rectangle2D plotArea,
            RectangleEdge edge,
            AxisSpace space) {
        var metrics = graphics.getFontMetrics(theme.tickFont());
        int labels =
                IntStream.rangeClosed(0, 8)
                        .map(eighth -> metrics.stringWidth(label(eighth / 8.0)))
                        .max()
                        .orElse(0);
        space.add(GAP + STRIP + LABEL_GAP + labels, edge);
        return space;
    }

    @Override
    public AxisState draw(
            Graphics2D graphics,
            double cursor,
            Rectangle2D plotArea,
            Rectangle2D dataArea,
            RectangleEdge edge,
            PlotRenderingInfo info) {
        int left = (int) Math.round(cursor) + GAP;
        int top = (int) Math.floor(dataArea.getMinY());
        int height = Math.max(1, (int) Math.ceil(dataArea.getMaxY()) - top);
        graphics.drawImage(strip(), left, top, STRIP, height, null);
        graphics.setFont(theme.tickFont());
        graphics.setPaint(theme.mutedText());
        var metrics = graphics.getFontMetrics();
        int labels = Math.clamp((int) (height / LABEL_SPACING), 1, 4);
        for (int i = 0; i <= labels; i++) {
            double position = i / (double) labels;
            double middle = top + (1 - position) * height;
            double baseline = middle + metrics.getAscent() / 2.0 - 1;
            graphics.drawString(label(position), left + STRIP + LABEL_GAP, (float) baseline);
        }
        return new AxisState(left + STRIP);
    }

    private String label(double position) {
        return NumberFormatting.number(scale.value(position));
    }

    private BufferedImage strip() {
        BufferedImage image = new BufferedImage(STRIP, 256, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 256; y++) {
            for (int x = 0; x < STRIP; x++) {
                image.setRGB(x, y, map.rgb(1 - y / 255.0));
            }
        }
        return image;
    }

    @Override
    public void zoomRange(double lower, double upper) {
        // The scale is the whole figure's.
    }

    @Override
    public void resizeRange(double percent, double anchor) {
        // The scale is the whole figure's.
    }

    @Override
    public void resizeRange2(double percent, double anchor) {
        // The scale is the whole figure's.
    }

    @Override
    public void pan(double percent) {
        // The scale is the whole figure's.
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
