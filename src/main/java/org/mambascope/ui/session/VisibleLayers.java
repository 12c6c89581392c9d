package org.mambascope.ui.session;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
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
    private final ReadOnlyObjectProperty<Optional<LoadedModel>> model;
    private final Observations observations;
    private final Selection selection;
    private final ObservableValue<List<PointStatistics>> layers;
    private final ObservableValue<Optional<PointStatistics>> chosen;

    VisibleLayers(
            ReadOnlyObjectProperty<Optional<LoadedModel>> model,
            Observations observations,
            Selection selection) {
        this.model = model;
        this.observations = observations;
        this.selection = selection;
        this.layers =
                Bindings.createObjectBinding(
                        this::layersNow,
                        model,
                        observations.resultProperty(),
                        observations.weightsProperty(),
                        selection.sourceProperty());
        this.chosen =
                Bindings.createObjectBinding(
                        () -> selection.pointProperty().get().flatMap(this::at),
                        selection.pointProperty(),
                        observations.resultProperty(),
                        observations.weightsProperty(),
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
        boolean scans = selection.sourceProperty().get() == ObservedSource.SCANS;
        return model.get().stream()
                .flatMap(
                        open ->
                                scans
                                        ? open.network().scanPoints().stream()
                                        : open.network().layers().stream().map(LayerSite::input))
                .toList();
    }

    private List<PointStatistics> layersNow() {
        return switch (selection.sourceProperty().get()) {
            case WEIGHTS -> observations.weightsProperty().get();
            case ACTIVATIONS ->
                    ofModel(open -> open.network().layers().stream().map(LayerSite::input));
            case SCANS -> ofModel(open -> open.network().scanPoints().stream());
        };
    }

    private List<PointStatistics> ofModel(Function<LoadedModel, Stream<ObservationPoint>> points) {
        return model.get().stream().flatMap(points).flatMap(point -> at(point).stream()).toList();
    }

    /** Nothing rather than what another source holds at the point. */
    private Optional<PointStatistics> at(ObservationPoint point) {
        return switch (selection.sourceProperty().get()) {
            case WEIGHTS ->
                    observations.weightsProperty().get().stream()
                            .filter(matrix -> matrix.point().equals(point))
                            .findFirst();
            case ACTIVATIONS -> observed(point);
            case SCANS ->
                    model.get().stream()
                            .flatMap(open -> open.network().scanPoints().stream())
                            .filter(point::equals)
                            .findFirst()
                            .flatMap(this::observed);
        };
    }

    private Optional<PointStatistics> observed(ObservationPoint point) {
        return observations
                .resultProperty()
                .getValue()
                .map(seen -> seen.points().get(point.name()));
    }

    /** The layer that the chosen point belongs to. */
    Optional<LayerSite> layer() {
        return selection
                .pointProperty()
                .get()
                .flatMap(
                        point ->
                                model.get().stream()
                                        .flatMap(open -> open.network().layers().stream())
                                        .filter(site -> site.has(point))
                                        .findFirst());
    }

    /** The layer in view stays in view, from another source; or else its block. */
    void chooseSame() {
        selection.pointProperty().get().flatMap(this::alike).ifPresent(selection::choose);
    }

    /** Chooses the most fragile layer where none is chosen: something worth looking at first. */
    Optional<PointStatistics> chooseFragile() {
        Optional<PointStatistics> fragile =
                chosen.getValue().isPresent()
                        ? Optional.empty()
                        : selection.measureProperty().get().worst(layers.getValue());
        fragile.ifPresent(worst -> selection.choose(worst.point()));
        return fragile;
    }

    private Optional<ObservationPoint> alike(ObservationPoint before) {
        List<PointStatistics> block =
                layers.getValue().stream()
                        .filter(shown -> shown.point().block() == before.block())
                        .toList();
        return block.stream()
                .filter(shown -> shown.point().kind().equals(before.kind()))
                .findFirst()
                .or(() -> selection.measureProperty().get().worst(block))
                .map(PointStatistics::point);
    }
}
