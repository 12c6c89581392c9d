package org.mambascope.activation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of an analysis so far.
 *
 * @param points statistics by the name of the point, in the order of the model
 * @param images number of images
 * @param seconds time spent in the model and on statistics, reading images not included
 * @param predictions per image, the index of its largest logit; {@link #NO_CLASS} where its logits
 *     are not numbers, {@link #OTHER_ANSWER} where they are not those of classes
 */
public record AnalysisResult(
        Map<String, PointStatistics> points,
        long images,
        double seconds,
        List<Integer> predictions) {
    /** Instead of a class that no logits name. */
    public static final int NO_CLASS = -1;

    /** Instead of a class where a model answers something else, in numbers. */
    public static final int OTHER_ANSWER = -2;

    public AnalysisResult {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        predictions = List.copyOf(predictions);
    }

    /** Images whose logits are not numbers. */
    public long notNumbers() {
        return predictions.stream().filter(choice -> choice == NO_CLASS).count();
    }

    /**
     * Numbers of values that are not finite, by the name of the point; points without any are left
     * out.
     */
    public Map<String, Long> notFinite() {
        Map<String, Long> counts = new LinkedHashMap<>();
        points.forEach(
                (name, point) -> {
                    if (point.values().nonFinite() > 0) {
                        counts.put(name, point.values().nonFinite());
                    }
                });
        return counts;
    }
}
