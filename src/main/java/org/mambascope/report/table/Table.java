package org.mambascope.report.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A named table, as a file or a report takes it.
 *
 * @param name subject of the table
 * @param columns names of the columns, all different
 * @param rows cells, one for each column
 */
public record Table(String name, List<String> columns, List<List<Cell>> rows) {
    /** Content of a cell. */
    public sealed interface Cell {
        /** Words. */
        record Text(String text) implements Cell {}

        /** A number; NaN where there is none. */
        record Numeric(double value) implements Cell {}
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.stream().distinct().count() != columns.size()) {
            throw new IllegalArgumentException("two columns of one name in " + columns);
        }
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " cells in " + columns.size() + " columns");
            }
        }
    }

    /** Returns true if a column holds numbers alone. */
    public boolean isNumeric(String column) {
        int index = columns.indexOf(column);
        return rows.stream().allMatch(row -> row.get(index) instanceof Cell.Numeric);
    }

    /** Starts a table of these columns. */
    public static Builder named(String name, String... columns) {
        return new Builder(name, List.of(columns));
    }

    /** Collects rows. */
    public static final class Builder {
        private final String name;
        private final List<String> columns;
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder(String name, List<String> columns) {
            this.name = name;
            this.columns = columns;
        }

        /** Adds a row of numbers. */
        public Builder row(double... values) {
            List<Cell> cells = new ArrayList<>(values.length);
            for (double value : values) {
                cells.add(new Cell.Numeric(value));
            }
            rows.add(cells);
            return this;
        }

        /** Adds a row of a name and numbers. */
        public Builder row(String text, double... values) {
            List<Cell> cells = new ArrayList<>(values.length + 1);
            cells.add(new Cell.Text(text));
            for (double value : values) {
                cells.add(new Cell.Numeric(value));
            }
            rows.add(cells);
            return this;
        }

        /** Adds a row of any cells. */
        public Builder row(List<Cell> cells) {
            rows.add(cells);
            return this;
        }

        /** The table. */
        public Table build() {
            return new Table(name, columns, rows);
        }
    }
}
