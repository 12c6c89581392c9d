package org.mambascope.training;

import com.fasterxml.jackson.annotation.JsonAnyGetter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * State of training after an epoch.
 *
 * @param epoch counted from 1
 * @param loss mean over the epoch's images
 * @param seconds spent on training so far, testing not counted
 * @param figures of the task, by name: of the epoch's images, varied, and of the test after it
 */
public record EpochResult(
        int epoch, double loss, double seconds, @JsonAnyGetter Map<String, Double> figures) {
    public EpochResult {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
