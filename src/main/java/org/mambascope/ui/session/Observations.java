package org.mambascope.ui.session;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.workflow.Observation;

import java.util.List;
import java.util.Optional;

/** What is known of the open model: what it showed on images, and its layers' matrices. */
final class Observations {
    private final ReadOnlyObjectWrapper<Optional<Observation>> observation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<PointStatistics>> outline =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<PointStatistics>> weights =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper current = new ReadOnlyBooleanWrapper(false);
    private final ObservableValue<Optional<AnalysisResult>> result =
            observation.map(seen -> seen.map(Observation::result));

    /** What the model showed on the images in scope; empty before an analysis. */
    ObservableValue<Optional<AnalysisResult>> resultProperty() {
        return result;
    }

    /** What is known so far of the points that images have passed; empty before and afterwards. */
    ReadOnlyObjectProperty<List<PointStatistics>> outlineProperty() {
        return outline.getReadOnlyProperty();
    }

    /** Statistics of the layers' matrices; none before they were read. */
    ReadOnlyObjectProperty<List<PointStatistics>> weightsProperty() {
        return weights.getReadOnlyProperty();
    }

    /** Whether the result is of the images that are open. */
    ReadOnlyBooleanProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** What single images showed at a point, where several were looked at over each other. */
    List<PointStatistics> ofImages(ObservationPoint point) {
        return observation.get().stream()
                .flatMap(seen -> seen.images().stream())
                .flatMap(image -> Optional.ofNullable(image.get(point.name())).stream())
                .toList();
    }

    void show(Observation seen) {
        current.set(true);
        outline.set(List.of());
        observation.set(Optional.of(seen));
    }

    void showOutline(List<PointStatistics> known) {
        outline.set(known);
    }

    void showWeights(List<PointStatistics> read) {
        weights.set(List.copyOf(read));
    }

    /** The result becomes old: it stays until something new comes, or nothing will. */
    void expire() {
        current.set(false);
    }

    void clear() {
        observation.set(Optional.empty());
    }
}
