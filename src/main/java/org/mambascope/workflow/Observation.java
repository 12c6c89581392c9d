package org.mambascope.workflow;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;

import java.util.List;
import java.util.Map;

/**
 * Result of analysing a model.
 *
 * @param result over all images
 * @param images of each image by itself, by the name of the point; empty unless asked for
 */
public record Observation(AnalysisResult result, List<Map<String, PointStatistics>> images) {
    public Observation {
        images = List.copyOf(images);
    }
}
