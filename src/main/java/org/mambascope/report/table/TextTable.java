package org.mambascope.report.table;

import org.mambascope.base.Printable;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes columns under each other, as a terminal shows them, with numbers aligned right. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    static String write(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(Printable::line).toList());
        table.rows().forEach(row -> lines.add(row.stream().map(TextTable::cell).toList()));
        int[] widths =
                IntStream.range(0, table.columns().size())
                        .map(
                                column ->
                                        lines.stream()
                                                .mapToInt(line -> length(line.get(column)))
                                                .max()
                                                .orElse(0))
                        .toArray();
        return lines.stream().map(line -> line(line, table, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, Table table, int[] widths) {
        return IntStream.range(0, widths.length)
                        .mapToObj(
                                column -> {
                                    String cell = cells.get(column);
                                    String space = " ".repeat(widths[column] - length(cell));
                                    return table.isNumeric(table.columns().get(column))
                                            ? space + cell
                                            : cell + space;
                                })
                        .collect(Collectors.joining(GAP))
                        .stripTrailing()
                + "\n";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> Printable.line(text);
            case Cell.Numeric(double value) -> NumberFormatting.number(value);
        };
    }
}
