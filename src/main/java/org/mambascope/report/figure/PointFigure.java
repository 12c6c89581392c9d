package org.mambascope.report.figure;

import org.mambascope.activation.PointStatistics;
import org.mambascope.report.chart.Figure;

import java.util.function.BiFunction;

/**
 * One kind of figure of a point.
 *
 * @param id name of its files and its card, as {@code token-range}
 * @param axis what runs from left to right
 * @param place where it is shown
 * @param factory makes it of a point's statistics
 */
public record PointFigure(
        String id,
        Axis axis,
        Place place,
        BiFunction<PointStatistics, FigureOptions, Figure> factory) {
    /** Meaning of a figure's x axis. */
    public enum Axis {
        /** Token positions, so that a click chooses one. */
        TOKENS,
        /** Anything else. */
        OTHER
    }

    /** Where a figure is shown. */
    public enum Place {
        /** In the window, on the page and in the folder of an analysis. */
        EVERYWHERE,
        /** On the page and in the folder alone. */
        REPORT
    }

    /** The figure of one point. */
    public Figure of(PointStatistics statistics, FigureOptions options) {
        return factory.apply(statistics, options);
    }
}
