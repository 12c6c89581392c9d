package org.mambascope.cli.option;

import org.mambascope.cli.output.Output;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.TableFormat;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** Destination of a command's table: stdout, and a file if one is named. */
public final class TableOptions {
    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "Also write the table: .csv, .json, .md, .tex or .txt.")
    private Optional<Path> file;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "How the table is printed: ${COMPLETION-CANDIDATES}. Default: text on a"
                            + " terminal, markdown elsewhere.")
    private Optional<TableFormat> format;

    /** Writes the table to the file, and prints it. */
    public void print(Table table, Output output) {
        file.ifPresent(path -> TableFormat.write(table, path));
        Optional<TableFormat> chosen = output.isJson() ? Optional.of(TableFormat.JSON) : format;
        chosen.ifPresentOrElse(one -> output.table(table, one), () -> output.table(table));
    }
}
