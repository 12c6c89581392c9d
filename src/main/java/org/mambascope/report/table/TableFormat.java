package org.mambascope.report.table;

import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.report.text.FigureTexts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Format of a table. CSV and JSON keep every digit; the others are for readers. */
public enum TableFormat {
    /** Comma-separated values as in RFC 4180; empty where there is no number. */
    CSV("csv"),
    /** An object with name, columns and rows; a row is an object by column. */
    JSON("json"),
    /** A table of GitHub's Markdown. */
    MARKDOWN("md"),
    /** A {@code tabular} with the rules of booktabs. */
    LATEX("tex"),
    /** Aligned columns, as for a terminal. */
    TEXT("txt");

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** Of file names, without the dot. */
    public String ending() {
        return ending;
    }

    /** The table as text, ending with a new line. */
    public String text(Table table) {
        return switch (this) {
            case CSV -> CsvTable.write(table);
            case JSON -> JsonTable.write(table);
            case MARKDOWN -> MarkdownTable.write(table);
            case LATEX -> LatexTable.write(table);
            case TEXT -> TextTable.write(table);
        };
    }

    /**
     * Writes all of the table or nothing; the ending of the file's name chooses the format.
     *
     * @throws Problem for another ending
     */
    public static void write(Table table, Path file) {
        TableFormat format = of(file);
        AtomicFile.write(file, FigureTexts.inEnglish(() -> format.text(table)));
    }

    /**
     * The format that the ending of a file's name chooses.
     *
     * @throws Problem for another ending
     */
    public static TableFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(candidate -> name.endsWith("." + candidate.ending))
                .findFirst()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "A table is saved as .csv, .json, .md, .tex or .txt, but the file's name is \""
                                                + file.getFileName()
                                                + "\": give it one of these endings."));
    }
}
