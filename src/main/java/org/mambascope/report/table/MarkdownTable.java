package org.mambascope.report.table;

import org.mambascope.base.Printable;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes Markdown with numbers as people read them, aligned right. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String write(Table table) {
        StringBuilder text = new StringBuilder();
        line(text, table.columns().stream().map(MarkdownTable::escaped));
        line(
                text,
                table.columns().stream().map(column -> table.isNumeric(column) ? "---:" : "---"));
        table.rows().forEach(row -> line(text, row.stream().map(MarkdownTable::cell)));
        return text.toString();
    }

    private static void line(StringBuilder text, Stream<String> fields) {
        text.append(fields.collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> escaped(text);
            case Cell.Numeric(double value) -> NumberFormatting.number(value);
        };
    }

    /** Every character that could start markup is taken literally. */
    private static String escaped(String text) {
        return Printable.line(text.replaceAll("\\R", " "))
                .replaceAll("[\\\\`*_{}\\[\\]<>#|~&]", "\\\\$0");
    }
}
