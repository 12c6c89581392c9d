package org.mambascope.experiment.detection;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Evaluation of a detector on a dataset by COCO's rules: the same twelve numbers as cocoapi gives.
 * Resamples of the images use the same matches, so that they take little time. Cannot be modified.
 */
public final class CocoEvaluation {
    private final List<RankedDetections> categories;
    private final DetectionLimits limits;
    private final int images;

    /**
     * Joins the matches of images.
     *
     * @param categories number of categories of the dataset
     * @param limits that the images were matched with
     * @param images in any order; of equal scores, that of the image with the smaller id counts as
     *     the better
     */
    public CocoEvaluation(int categories, DetectionLimits limits, List<ImageMatches> images) {
        this.limits = limits;
        this.images = images.size();
        this.categories =
                IntStream.range(0, categories)
                        .parallel()
                        .mapToObj(category -> new RankedDetections(images, category))
                        .toList();
    }

    /** Number of images. */
    public int images() {
        return images;
    }

    /** The numbers of all images. */
    public CocoMetrics metrics() {
        return CocoMetrics.mean(byCategory());
    }

    /**
     * The numbers of a resample.
     *
     * @param times how often each image is in it
     */
    public CocoMetrics metrics(int[] times) {
        return CocoMetrics.mean(byCategory(times));
    }

    /** The numbers of each category alone. */
    public List<CocoMetrics> byCategory() {
        return byCategory(once());
    }

    /**
     * Precision of a category over recall, of objects of all sizes.
     *
     * @param threshold of IoU by its number: 0 is .50, 9 is .95
     * @return empty where the category has no objects
     */
    public Optional<PrecisionCurve> curve(int category, int threshold) {
        return categories
                .get(category)
                .curve(AreaRange.ALL, threshold, DetectionLimits.OF_AP, once());
    }

    private int[] once() {
        int[] times = new int[images];
        Arrays.fill(times, 1);
        return times;
    }

    private List<CocoMetrics> byCategory(int[] times) {
        if (times.length != images) {
            throw new IllegalArgumentException(
                    "%d counts for %d images".formatted(times.length, images));
        }
        return categories.stream()
                .parallel()
                .map(category -> new CategoryMetrics(category, times).all())
                .toList();
    }

    /** One category's numbers; a curve that several of them need is computed once. */
    private final class CategoryMetrics {
        private record Key(AreaRange area, int threshold, int limit) {}

        private final RankedDetections detections;
        private final int[] times;
        private final Map<Key, Optional<PrecisionCurve>> curves = new HashMap<>();

        CategoryMetrics(RankedDetections detections, int[] times) {
            this.detections = detections;
            this.times = times;
        }

        CocoMetrics all() {
            Map<CocoMetric, Double> values = new EnumMap<>(CocoMetric.class);
            for (CocoMetric metric : CocoMetric.values()) {
                value(metric).ifPresent(value -> values.put(metric, value));
            }
            return new CocoMetrics(values);
        }

        private OptionalDouble value(CocoMetric metric) {
            return IntStream.range(metric.thresholds().first(), metric.thresholds().end())
                    .mapToObj(threshold -> curve(metric, threshold))
                    .flatMap(Optional::stream)
                    .mapToDouble(curve -> metric.isRecall() ? curve.recall() : curve.average())
                    .average();
        }

        private Optional<PrecisionCurve> curve(CocoMetric metric, int threshold) {
            return curves.computeIfAbsent(
                    new Key(metric.area(), threshold, metric.limit(limits)),
                    key -> detections.curve(key.area(), threshold, key.limit(), times));
        }
    }
}
