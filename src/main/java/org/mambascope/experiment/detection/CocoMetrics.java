package org.mambascope.experiment.detection;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * COCO's twelve numbers, 0 … 1.
 *
 * @param values those that are known; one is missing where there is no object to find
 */
public record CocoMetrics(Map<CocoMetric, Double> values) {
    /** What COCO writes where there is no object to find. */
    private static final double NONE = -1;

    public CocoMetrics {
        Map<CocoMetric, Double> copy = new EnumMap<>(CocoMetric.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** The means of all that know a number. */
    static CocoMetrics mean(List<CocoMetrics> parts) {
        return new CocoMetrics(
                parts.stream()
                        .flatMap(part -> part.values.entrySet().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.averagingDouble(Map.Entry::getValue))));
    }

    /** A number; empty where there is no object to find. */
    public OptionalDouble get(CocoMetric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** All numbers in COCO's order, −1 where there is no object to find. */
    public List<Double> toList() {
        return Arrays.stream(CocoMetric.values()).map(it -> values.getOrDefault(it, NONE)).toList();
    }
}
