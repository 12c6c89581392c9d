package org.mambascope.workflow;

import org.mambascope.activation.AnalysisResult;

import java.util.Map;

/**
 * Result of another model on the images of the open one.
 *
 * @param result of the other model
 * @param decibels SQNR against the open model, of every token position, by the name of the point;
 *     only where both have the point
 */
public record PairedAnalysis(AnalysisResult result, Map<String, double[]> decibels) {
    public PairedAnalysis {
        decibels = Map.copyOf(decibels);
    }
}
