package org.mambascope.activation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an analysis found so far.
 *
 * @param points statistics by the name of the point, in the order of the model
 * @param images number of images
 * @param seconds time spent in the model and on statistics, reading images not included
 * @param predictions per image, the index of its largest logit
 */
public record AnalysisResult(
        Map<String, PointStatistics> points,
        long images,
        double seconds,
        List<Integer> predictions) {
    public AnalysisResult {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
        predictions = List.copyOf(predictions);
    }
}
