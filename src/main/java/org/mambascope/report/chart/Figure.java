package org.mambascope.report.chart;

import org.jfree.chart.JFreeChart;
import org.mambascope.report.table.Table;

import java.util.Optional;

/**
 * A picture of data that windows show and files keep. Titles are not part of the chart, so that a
 * window may set them in its own type and a file draws them above it.
 *
 * <p>To know what lies under the mouse, take the data area that the chart was last drawn into
 * ({@code ChartRenderingInfo.getPlotInfo().getDataArea()}; ChartViewer keeps one), turn the point
 * into data coordinates with {@code java2DToValue} of the plot's domain and range axis, and ask
 * {@link #reading}. The axes also zoom and, through their auto range, come back.
 */
public interface Figure {
    /** What is seen, in two or three words. */
    String title();

    /** What is drawn, and over what. */
    String subtitle();

    /** A new chart in the given look; changes to it do not touch the figure. */
    JFreeChart chart(FigureTheme theme);

    /** The numbers behind the picture. */
    Table data();

    /** The same without the mark of what was clicked last. */
    default Figure unmarked() {
        return this;
    }

    /** In words, what stands at a place in the chart's data coordinates; empty beside the data. */
    Optional<String> reading(double x, double y);
}
