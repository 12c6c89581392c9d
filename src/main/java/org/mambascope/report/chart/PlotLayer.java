package org.mambascope.report.chart;

import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Something drawn over the data area of a chart, in data coordinates. */
@FunctionalInterface
public interface PlotLayer {
    void draw(PlotArea canvas);

    /** As JFreeChart takes it: an annotation follows zooming and works with every Graphics2D. */
    default AbstractXYAnnotation annotation(FigureTheme theme) {
        return new LayerAnnotation(this, theme);
    }

    /** Adapts a layer. */
    @SuppressWarnings("serial")
    final class LayerAnnotation extends AbstractXYAnnotation {
        private static final long serialVersionUID = 1L;
        private final transient PlotLayer layer;
        private final transient FigureTheme theme;

        private LayerAnnotation(PlotLayer layer, FigureTheme theme) {
            this.layer = layer;
            this.theme = theme;
        }

        @Override
        public void draw(
                Graphics2D graphics,
                XYPlot plot,
                Rectangle2D area,
                ValueAxis domain,
                ValueAxis range,
                int rendererIndex,
                PlotRenderingInfo info) {
            layer.draw(
                    new PlotArea(
                            graphics,
                            area,
                            x -> domain.valueToJava2D(x, area, plot.getDomainAxisEdge()),
                            y -> range.valueToJava2D(y, area, plot.getRangeAxisEdge()),
                            theme));
        }
    }
}
