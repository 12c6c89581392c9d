package org.mambascope.report.chart;

import org.jfree.chart.JFreeChart;
import org.mambascope.report.table.Table;

import java.util.Optional;

/**
 * A chart of data that windows show and files keep. Titles are not part of the chart, so that a
 * window may set them in its own type and a file draws them above it.
 *
 * <p>To find the value under the mouse, take the data area that the chart was last drawn into
 * ({@code ChartRenderingInfo.getPlotInfo().getDataArea()}; ChartViewer keeps one), turn the point
 * into data coordinates with {@code java2DToValue} of the plot's domain and range axis, and ask
 * {@link #reading}. The axes also zoom and, through their auto range, come back.
 */
public interface Figure {
    /** Subject of the figure, in two or three words. */
    String title();

    /** Quantity that is drawn, and the images or layers that it covers. */
    String subtitle();

    /** A new chart in the given look; changes to it do not touch the figure. */
    JFreeChart chart(FigureTheme theme);

    /** The numbers behind the figure. */
    Table data();

    /** Copy without the mark of the last click. */
    default Figure unmarked() {
        return this;
    }

    /**
     * Describes in words the value at a place in the chart's data coordinates; empty outside the
     * data.
     */
    Optional<String> reading(double x, double y);
}
