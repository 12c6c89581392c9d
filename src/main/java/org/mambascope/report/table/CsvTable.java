package org.mambascope.report.table;

import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CSV: quotes only where needed, numbers with every digit, nothing for NaN. */
final class CsvTable {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

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

    /** Text that a spreadsheet would compute is marked as text, as it does itself, by a '. */
    private static String quoted(String words) {
        String text = isFormula(words) ? "'" + words : words;
        boolean plain =
                text.equals(words)
                        && !text.isEmpty()
                        && text.equals(text.strip())
                        && text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty()
                && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }
}
