package org.mambascope.cli;

import org.mambascope.report.Table;
import org.mambascope.report.TableFormat;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a command's table goes: to stdout, and to a file if one is named. */
final class TableOptions {
    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Also write the table: .csv, .json, .md or .tex.")
    private Optional<Path> file;

    /** Writes the table, to stdout as Markdown or JSON. */
    void print(Table table, Output output) throws IOException {
        if (file.isPresent()) {
            TableFormat.write(table, file.get());
        }
        TableFormat format = output.isJson() ? TableFormat.JSON : TableFormat.MARKDOWN;
        output.line("%s", format.text(table).stripTrailing());
    }
}
