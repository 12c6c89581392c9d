package org.mambascope.ui.session;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What another model showed, kept to compare with.
 *
 * @param name of the model
 * @param file its weights
 * @param result what it showed on the images that were open
 * @param decibels signal over noise against the open model, of every token position, by the name of
 *     the point; empty where the two were not run side by side
 */
public record PinnedModel(
        String name, Path file, AnalysisResult result, Map<String, double[]> decibels) {
    /** The same under another name. */
    PinnedModel called(String other) {
        return new PinnedModel(other, file, result, decibels);
    }

    /** The same place in that model: of the same name, or else of the same block and kind. */
    Optional<PointStatistics> at(ObservationPoint point) {
        return Optional.ofNullable(result.points().get(point.name()))
                .or(
                        () ->
                                result.points().values().stream()
                                        .filter(
                                                other ->
                                                        other.point().block() == point.block()
                                                                && other.point()
                                                                        .kind()
                                                                        .equals(point.kind()))
                                        .findFirst());
    }
}
