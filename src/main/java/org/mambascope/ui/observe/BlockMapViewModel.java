package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.figure.PointMap;
import org.mambascope.report.figure.PointMap.Cell;
import org.mambascope.report.figure.PointMapFigure;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.Stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The map of blocks × layers, coloured by the chosen measure of what enters each layer. */
public final class BlockMapViewModel {
    private final Session session;
    private final ObjectProperty<Stage> stage = new SimpleObjectProperty<>(Stage.ALL);
    private final ObservableValue<List<Stage>> stages;
    private final ObservableValue<PointMap> map;
    private final FigureCardViewModel figure;

    public BlockMapViewModel(Session session, FileDialogs dialogs) {
        this.session = session;
        this.stages =
                session.modelProperty()
                        .map(
                                open ->
                                        open.map(model -> Stage.of(model.network().points()))
                                                .orElse(List.of(Stage.ALL)));
        this.map =
                Bindings.createObjectBinding(
                        this::mapNow,
                        session.layers(),
                        session.outlineProperty(),
                        session.selection().measureProperty(),
                        stage);
        session.modelProperty().subscribe((before, now) -> stage.set(Stage.ALL));
        session.selection().pointProperty().subscribe((before, now) -> now.ifPresent(this::follow));
        stage.subscribe((before, now) -> enter(now));
        this.figure =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(
                                this::figureNow, map, session.selection().pointProperty()),
                        session,
                        dialogs);
    }

    /** A point that is chosen elsewhere is not left out of the map. */
    private void follow(ObservationPoint chosen) {
        if (!stage.get().has(chosen)) {
            stages.getValue().stream()
                    .skip(1)
                    .filter(other -> other.has(chosen))
                    .findFirst()
                    .ifPresent(stage::set);
        }
    }

    /** Where the chosen point is in another stage, the most fragile one of this is chosen. */
    private void enter(Stage entered) {
        if (!chosen().getValue().map(entered::has).orElse(true)) {
            session.selection()
                    .measureProperty()
                    .get()
                    .worst(known())
                    .map(PointStatistics::point)
                    .ifPresent(session.selection()::choose);
        }
    }

    private List<PointStatistics> known() {
        return session.layers().getValue().stream()
                .filter(layer -> stage.get().has(layer.point()))
                .toList();
    }

    private PointMap mapNow() {
        Measure measure = session.selection().measureProperty().get();
        List<PointStatistics> known = known();
        return known.isEmpty() ? skeleton(measure) : PointMap.of(measure, known);
    }

    /** All cells from the beginning, filled as images pass. */
    private PointMap skeleton(Measure measure) {
        Map<ObservationPoint, Double> values = new LinkedHashMap<>();
        session.points().stream()
                .filter(point -> stage.get().has(point))
                .forEach(point -> values.put(point, Double.NaN));
        session.outlineProperty()
                .get()
                .forEach(
                        known ->
                                values.computeIfPresent(
                                        known.point(), (point, none) -> measure.of(known)));
        return PointMap.of(measure.title(), values);
    }

    private Optional<Figure> figureNow() {
        return session.layers().getValue().isEmpty()
                ? Optional.empty()
                : Optional.of(new PointMapFigure(map.getValue(), chosen().getValue()));
    }

    /** All blocks and, where a model has several stages, each of these. */
    public ObservableValue<List<Stage>> stages() {
        return stages;
    }

    /** The stage whose blocks are shown, one of {@link #stages}. */
    public ObjectProperty<Stage> stage() {
        return stage;
    }

    /** The map as it is now; without cells before an analysis. */
    public ObservableValue<PointMap> map() {
        return map;
    }

    /** The map as a figure to be saved. */
    public FigureCardViewModel figure() {
        return figure;
    }

    /** The chosen point. */
    public ObservableValue<Optional<ObservationPoint>> chosen() {
        return session.selection().pointProperty();
    }

    /** Shows a layer's figures. */
    public void choose(Cell cell) {
        session.selection().choose(cell.point());
    }

    /** Goes to the next layer in a direction, skipping places where a block has no such layer. */
    public void move(int rows, int columns) {
        PointMap now = map.getValue();
        chosen().getValue()
                .ifPresent(
                        from ->
                                IntStream.range(
                                                1,
                                                Math.max(now.blocks().size(), now.kinds().size()))
                                        .mapToObj(
                                                step ->
                                                        away(
                                                                now,
                                                                from,
                                                                step * rows,
                                                                step * columns))
                                        .flatMap(Optional::stream)
                                        .findFirst()
                                        .ifPresent(this::choose));
    }

    private static Optional<Cell> away(PointMap map, ObservationPoint from, int rows, int columns) {
        int row = map.kinds().indexOf(from.kind()) + rows;
        int column = map.blocks().indexOf(from.block()) + columns;
        boolean inside =
                row >= 0 && row < map.kinds().size() && column >= 0 && column < map.blocks().size();
        return inside ? map.cell(map.kinds().get(row), map.blocks().get(column)) : Optional.empty();
    }
}
