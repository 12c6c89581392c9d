package org.mambascope.ui.session;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.session.ObservedSource;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is known of the layers, as the chosen source shows it, and which of them is chosen. */
final class VisibleLayers {
    private final Session session;
    private final ObservableValue<List<PointStatistics>> layers;
    private final ObservableValue<Optional<PointStatistics>> chosen;

    VisibleLayers(Session session) {
        this.session = session;
        Selection selection = session.selection();
        this.layers =
                Bindings.createObjectBinding(
                        this::layersNow,
                        session.modelProperty(),
                        session.observationProperty(),
                        session.weightsProperty(),
                        selection.sourceProperty());
        this.chosen =
                Bindings.createObjectBinding(
                        () -> selection.pointProperty().get().flatMap(this::at),
                        selection.pointProperty(),
                        session.observationProperty(),
                        session.weightsProperty(),
                        selection.sourceProperty());
    }

    /** What enters each layer, its matrix, or what is inside the scans. */
    ObservableValue<List<PointStatistics>> layers() {
        return layers;
    }

    /** What is known at the chosen point. */
    ObservableValue<Optional<PointStatistics>> chosen() {
        return chosen;
    }

    /** The same places before anything is known; of weights those of the layers' inputs. */
    List<ObservationPoint> points() {
        boolean scans = session.selection().sourceProperty().get() == ObservedSource.SCANS;
        return session.modelProperty().get().stream()
                .flatMap(
                        open ->
                                scans
                                        ? open.network().scanPoints().stream()
                                        : open.network().layers().stream().map(LayerSite::input))
                .toList();
    }

    private List<PointStatistics> layersNow() {
        return switch (session.selection().sourceProperty().get()) {
            case WEIGHTS -> session.weightsProperty().get();
            case ACTIVATIONS ->
                    ofModel(open -> open.network().layers().stream().map(LayerSite::input));
            case SCANS -> ofModel(open -> open.network().scanPoints().stream());
        };
    }

    private List<PointStatistics> ofModel(Function<LoadedModel, Stream<ObservationPoint>> points) {
        return session.modelProperty().get().stream()
                .flatMap(points)
                .flatMap(point -> at(point).stream())
                .toList();
    }

    /** Nothing rather than what another source holds at the point. */
    private Optional<PointStatistics> at(ObservationPoint point) {
        return switch (session.selection().sourceProperty().get()) {
            case WEIGHTS ->
                    session.weightsProperty().get().stream()
                            .filter(matrix -> matrix.point().equals(point))
                            .findFirst();
            case ACTIVATIONS -> observed(point);
            case SCANS ->
                    session.modelProperty().get().stream()
                            .flatMap(open -> open.network().scanPoints().stream())
                            .filter(point::equals)
                            .findFirst()
                            .flatMap(this::observed);
        };
    }

    private Optional<PointStatistics> observed(ObservationPoint point) {
        return session.observationProperty()
                .getValue()
                .map(seen -> seen.points().get(point.name()));
    }

    /** The layer that the chosen point belongs to. */
    Optional<LayerSite> layer() {
        return session.selection()
                .pointProperty()
                .get()
                .flatMap(
                        point ->
                                session.modelProperty().get().stream()
                                        .flatMap(open -> open.network().layers().stream())
                                        .filter(site -> site.has(point))
                                        .findFirst());
    }

    /** The layer in view stays in view, from another source; or else its block. */
    void chooseSame() {
        session.selection()
                .pointProperty()
                .get()
                .flatMap(this::alike)
                .ifPresent(session.selection()::choose);
    }

    private Optional<ObservationPoint> alike(ObservationPoint before) {
        List<PointStatistics> block =
                layers.getValue().stream()
                        .filter(shown -> shown.point().block() == before.block())
                        .toList();
        return block.stream()
                .filter(shown -> shown.point().kind().equals(before.kind()))
                .findFirst()
                .or(() -> session.selection().measureProperty().get().worst(block))
                .map(PointStatistics::point);
    }
}
