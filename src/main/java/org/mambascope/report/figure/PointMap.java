package org.mambascope.report.figure;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.chart.ColourScale;
import org.mambascope.report.table.Table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One number for every point of a model, laid out as blocks (columns) × kinds of point (rows), and
 * its colour.
 *
 * @param title of the numbers
 * @param kinds rows, in the order in which a block has them
 * @param blocks columns, ascending
 * @param cells at most one for each block and kind
 */
public record PointMap(String title, List<String> kinds, List<Integer> blocks, List<Cell> cells) {
    /**
     * A point and its number, which may be NaN.
     *
     * @param point of the model
     * @param value of the measure
     */
    public record Cell(ObservationPoint point, double value) {}

    public PointMap {
        kinds = List.copyOf(kinds);
        blocks = List.copyOf(blocks);
        cells = List.copyOf(cells);
    }

    /** Of a measure of statistics. */
    public static PointMap of(Measure measure, Collection<PointStatistics> points) {
        Map<ObservationPoint, Double> values = new LinkedHashMap<>();
        points.forEach(statistics -> values.put(statistics.point(), measure.of(statistics)));
        return of(measure.title(), values);
    }

    /** Of any numbers, in the map's order. */
    public static PointMap of(String title, Map<ObservationPoint, Double> values) {
        List<Cell> cells = new ArrayList<>();
        values.forEach((point, value) -> cells.add(new Cell(point, value)));
        return new PointMap(
                title,
                values.keySet().stream().map(ObservationPoint::kind).distinct().toList(),
                values.keySet().stream().map(ObservationPoint::block).distinct().sorted().toList(),
                cells);
    }

    /**
     * A row's name. Rows of several directions of a scan hold the same numbers in another order, so
     * that each says its direction where all blocks have it in common.
     */
    public String label(String kind) {
        List<Optional<String>> directions =
                cells.stream()
                        .filter(cell -> cell.point().kind().equals(kind))
                        .map(cell -> direction(cell.point()))
                        .filter(Optional::isPresent)
                        .distinct()
                        .toList();
        return directions.size() == 1 ? kind + " " + directions.getFirst().orElseThrow() : kind;
    }

    /** Direction of the scan that a point belongs to; empty for points of no numbered direction. */
    public static Optional<String> direction(ObservationPoint point) {
        String kind = point.kind();
        return Character.isDigit(kind.charAt(kind.length() - 1)) && !kind.startsWith("fc")
                ? point.order().direction()
                : Optional.empty();
    }

    /** Cell of a row and column; empty where a block has no such point. */
    public Optional<Cell> cell(String kind, int block) {
        return cells.stream()
                .filter(cell -> cell.point().kind().equals(kind) && cell.point().block() == block)
                .findFirst();
    }

    /**
     * From the smallest to the largest finite number: by ratio if all are positive, else by
     * difference.
     */
    public ColourScale scale() {
        double[] finite =
                cells.stream().mapToDouble(Cell::value).filter(Double::isFinite).sorted().toArray();
        if (finite.length == 0) {
            return ColourScale.linear(0, 1);
        }
        double smallest = finite[0];
        double largest = finite[finite.length - 1];
        return smallest > 0
                ? ColourScale.logarithmic(smallest, largest)
                : ColourScale.linear(smallest, largest);
    }

    /** A row for each point. */
    public Table table() {
        Table.Builder table = Table.named(title, "point", "block", "layer", title);
        for (Cell cell : cells) {
            table.row(
                    List.of(
                            new Table.Cell.Text(cell.point().name()),
                            new Table.Cell.Numeric(cell.point().block()),
                            new Table.Cell.Text(cell.point().kind()),
                            new Table.Cell.Numeric(cell.value())));
        }
        return table.build();
    }
}
