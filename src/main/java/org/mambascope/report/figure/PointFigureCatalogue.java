package org.mambascope.report.figure;

import org.mambascope.report.figure.PointFigure.Axis;
import org.mambascope.report.figure.PointFigure.Place;

import java.util.List;

/**
 * The catalogue of a point's figures, which window, page and folder read: a new figure is a class
 * and a line here.
 *
 * @param all in the order in which they are looked at
 */
public record PointFigureCatalogue(List<PointFigure> all) {
    /** Those of the program. */
    public static final PointFigureCatalogue DEFAULT =
            new PointFigureCatalogue(
                    List.of(
                            new PointFigure(
                                    "tokens-channels",
                                    Axis.TOKENS,
                                    Place.EVERYWHERE,
                                    TokenChannelFigure::new),
                            new PointFigure(
                                    "token-range",
                                    Axis.TOKENS,
                                    Place.EVERYWHERE,
                                    TokenRangeFigure::range),
                            new PointFigure(
                                    "token-variance",
                                    Axis.TOKENS,
                                    Place.REPORT,
                                    TokenRangeFigure::variance),
                            new PointFigure(
                                    "channel-outliers",
                                    Axis.OTHER,
                                    Place.EVERYWHERE,
                                    ChannelOutlierFigure::new),
                            new PointFigure(
                                    "long-tail",
                                    Axis.OTHER,
                                    Place.EVERYWHERE,
                                    HistogramFigure::new)));

    public PointFigureCatalogue {
        all = List.copyOf(all);
        if (all.stream().map(PointFigure::id).distinct().count() < all.size()) {
            throw new IllegalArgumentException("two figures of one name");
        }
    }

    /** Those that the window shows. */
    public List<PointFigure> inWindow() {
        return all.stream().filter(figure -> figure.place() == Place.EVERYWHERE).toList();
    }
}
