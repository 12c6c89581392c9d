package org.mambascope.ui.observe;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.ColourMap;
import org.mambascope.report.Normalisation;
import org.mambascope.ui.session.Session;

import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The map of blocks × layers, coloured by the chosen measure of what enters each layer. */
public final class BlockMapViewModel {
    /**
     * A layer on the map.
     *
     * @param point what enters it
     * @param row 0 at the top
     * @param column its block
     * @param value of the measure
     * @param colour for the value
     */
    public record Cell(ObservationPoint point, int row, int column, double value, Color colour) {}

    /**
     * All of it.
     *
     * @param kinds names of the rows
     * @param blocks number of columns
     * @param cells in the order in which they run
     */
    public record BlockMap(List<String> kinds, int blocks, List<Cell> cells) {
        public BlockMap {
            kinds = List.copyOf(kinds);
            cells = List.copyOf(cells);
        }
    }

    private final Session session;
    private final ObservableValue<BlockMap> map;

    public BlockMapViewModel(Session session) {
        this.session = session;
        this.map =
                Bindings.createObjectBinding(
                        this::mapNow, session.layers(), session.selection().measureProperty());
    }

    private BlockMap mapNow() {
        List<PointStatistics> layers = session.layers().getValue();
        Measure measure = session.selection().measureProperty().get();
        Map<String, Integer> rows = new LinkedHashMap<>();
        layers.forEach(layer -> rows.putIfAbsent(layer.point().kind(), rows.size()));
        DoubleSummaryStatistics values =
                layers.stream()
                        .mapToDouble(measure::of)
                        .filter(Double::isFinite)
                        .summaryStatistics();
        Normalisation scale = Normalisation.logarithmic(values.getMin(), values.getMax());
        return new BlockMap(
                List.copyOf(rows.keySet()),
                layers.stream().mapToInt(layer -> layer.point().block() + 1).max().orElse(0),
                layers.stream().map(one -> cell(one, rows, measure.of(one), scale)).toList());
    }

    private static Cell cell(
            PointStatistics statistics,
            Map<String, Integer> rows,
            double value,
            Normalisation scale) {
        ObservationPoint point = statistics.point();
        return new Cell(
                point,
                rows.get(point.kind()),
                point.block(),
                value,
                ColourMap.VIRIDIS.colour(scale.position(value)));
    }

    /** The map as it is now. */
    public ObservableValue<BlockMap> map() {
        return map;
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
        BlockMap now = map.getValue();
        Optional<Cell> from =
                now.cells().stream()
                        .filter(cell -> Optional.of(cell.point()).equals(chosen().getValue()))
                        .findFirst();
        from.ifPresent(
                start ->
                        IntStream.range(1, Math.max(now.blocks(), now.kinds().size()))
                                .mapToObj(
                                        step ->
                                                at(
                                                        now,
                                                        start.row() + step * rows,
                                                        start.column() + step * columns))
                                .flatMap(Optional::stream)
                                .findFirst()
                                .ifPresent(this::choose));
    }

    private static Optional<Cell> at(BlockMap map, int row, int column) {
        return map.cells().stream()
                .filter(cell -> cell.row() == row && cell.column() == column)
                .findFirst();
    }
}
