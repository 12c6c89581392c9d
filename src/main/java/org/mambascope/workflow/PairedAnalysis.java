package org.mambascope.workflow;

import org.mambascope.activation.AnalysisResult;

import java.util.Map;

/**
 * What another model showed on the images of the open one.
 *
 * @param result of the other model
 * @param decibels signal over noise against the open model, of every token position, by the name of
 *     the point; only where both have the point
 */
public record PairedAnalysis(AnalysisResult result, Map<String, double[]> decibels) {
    public PairedAnalysis {
        decibels = Map.copyOf(decibels);
    }
}
