package org.mambascope.activation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Stability of a model's worst point over other choices of images: the number of resamples in which
 * the same point is the worst.
 *
 * @param measure by which
 * @param point name of the worst point over all images
 * @param same number of resamples in which it is the worst too
 * @param resamples number of resamples
 * @param images number of images that they are drawn from
 */
public record Stability(Measure measure, String point, int same, int resamples, long images) {
    /** Of the {@link Measure#counted} points; empty where fewer than two images were seen. */
    public static Optional<Stability> of(Measure measure, Collection<PointStatistics> points) {
        List<PointStatistics> drawn =
                Measure.counted(points).stream()
                        .filter(point -> !point.resamples().isEmpty())
                        .toList();
        return measure.worst(drawn)
                .map(
                        worst ->
                                new Stability(
                                        measure,
                                        worst.point().name(),
                                        same(measure, worst, drawn),
                                        Resamples.COUNT,
                                        worst.images()));
    }

    private static int same(Measure measure, PointStatistics worst, List<PointStatistics> points) {
        int same = 0;
        for (int draw = 0; draw < Resamples.COUNT; draw++) {
            if (worst(measure, draw, points) == worst) {
                same++;
            }
        }
        return same;
    }

    /** As {@link Measure#worst}: of equals the first; null where none has a finite value. */
    private static PointStatistics worst(Measure measure, int draw, List<PointStatistics> points) {
        PointStatistics worst = null;
        for (PointStatistics point : points) {
            double value = point.resamples().of(measure, draw);
            if (Double.isFinite(value)
                    && (worst == null || value > worst.resamples().of(measure, draw))) {
                worst = point;
            }
        }
        return worst;
    }

    /** The share of the resamples, in percent. */
    public double percent() {
        return 100.0 * same / resamples;
    }
}
