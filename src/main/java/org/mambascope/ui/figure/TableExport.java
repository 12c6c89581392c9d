package org.mambascope.ui.figure;

import org.mambascope.report.table.Table;
import org.mambascope.report.table.TableFormat;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.task.Jobs;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Saves a table of the window in any format.
 *
 * @param jobs that write files
 * @param dialogs that ask where to
 * @param subject that the file is named after
 * @param table as it is now; empty while there is none
 */
public record TableExport(
        Jobs jobs, FileDialogs dialogs, Supplier<String> subject, Supplier<Optional<Table>> table) {
    /** Asks where to, and saves the table. */
    public void save(TableFormat format) {
        table.get().ifPresent(shown -> save(shown, format));
    }

    private void save(Table shown, TableFormat format) {
        dialogs.saveAs(fileName(subject.get()) + "." + format.ending())
                .ifPresent(file -> jobs.write(file, to -> TableFormat.write(shown, to), () -> {}));
    }

    /** A name as files are called: lower case, with dashes. */
    static String fileName(String name) {
        return name.replaceAll("[^\\p{IsAlphabetic}\\p{IsDigit}]+", "-").toLowerCase(Locale.ROOT);
    }
}
