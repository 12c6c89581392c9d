package org.mambascope.report;

import org.mambascope.report.Table.Cell;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CSV: quotes only where needed, numbers with every digit, nothing for NaN. */
final class CsvTable {
    private CsvTable() {}

    static String write(Table table) {
        StringBuilder text = new StringBuilder();
        line(text, table.columns().stream().map(CsvTable::quoted));
        table.rows().forEach(row -> line(text, row.stream().map(CsvTable::cell)));
        return text.toString();
    }

    private static void line(StringBuilder text, Stream<String> fields) {
        text.append(fields.collect(Collectors.joining(","))).append("\r\n");
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> quoted(text);
            case Cell.Numeric(double value) ->
                    Double.isNaN(value) ? "" : NumberFormatting.exact(value);
        };
    }

    private static String quoted(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.equals(text.strip())
                        && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
