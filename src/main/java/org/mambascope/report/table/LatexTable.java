package org.mambascope.report.table;

import org.mambascope.base.Printable;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a LaTeX {@code tabular} with numbers as people read them, aligned right. */
final class LatexTable {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private LatexTable() {}

    static String write(Table table) {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
        text.append("\\begin{tabular}{");
        table.columns().forEach(column -> text.append(table.isNumeric(column) ? 'r' : 'l'));
        text.append("}\n\\toprule\n");
        line(text, table.columns().stream().map(LatexTable::escaped));
        text.append("\\midrule\n");
        table.rows().forEach(row -> line(text, row.stream().map(LatexTable::cell)));
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private static void line(StringBuilder text, Stream<String> fields) {
        text.append(fields.collect(Collectors.joining(" & "))).append(" \\\\\n");
    }

    private static String cell(Cell cell) {
        return switch (cell) {
            case Cell.Text(String text) -> escaped(text);
            case Cell.Numeric(double value) -> escaped(NumberFormatting.number(value));
        };
    }

    private static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        Printable.line(text).codePoints().forEach(point -> result.append(escaped(point)));
        return result.toString();
    }

    private static String escaped(int point) {
        return switch (point) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "\\textquotedbl{}";
            case '{', '}', '$', '&', '#', '%', '_' -> "\\" + Character.toString(point);
            case '−' -> "$-$";
            case '×' -> "$\\times$";
            case '∞' -> "$\\infty$";
            case '⁻' -> "$^{-}$";
            case '–' -> "--";
            default -> {
                int digit = SUPERSCRIPTS.indexOf(point);
                yield digit >= 0
                        ? "$^{" + digit + "}$"
                        : Character.isWhitespace(point) || Character.isISOControl(point)
                                ? " "
                                : Character.toString(point);
            }
        };
    }
}
