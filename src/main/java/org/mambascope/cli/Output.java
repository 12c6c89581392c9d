package org.mambascope.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import org.mambascope.base.Printable;
import org.mambascope.base.Progress;
import org.mambascope.report.Table;
import org.mambascope.report.TableFormat;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Locale;

/** Where a command writes: its result to stdout, as text or JSON, everything else to stderr. */
final class Output {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--json",
            description = "Write the result as JSON, and nothing else, to stdout.")
    private boolean json;

    /** Whether the result is wanted as JSON. */
    boolean isJson() {
        return json;
    }

    /** Writes a result as JSON. */
    void json(Object result) {
        try {
            out().println(JSON.writeValueAsString(result));
            out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + result, e);
        }
    }

    /** Writes a line of a result as text. */
    void line(String format, Object... arguments) {
        out().println(Printable.line(String.format(Locale.ROOT, format, arguments)));
        out().flush();
    }

    /** Writes a table: aligned on a terminal, as Markdown into a file or another program. */
    void table(Table table) {
        table(table, isTerminal() ? TableFormat.TEXT : TableFormat.MARKDOWN);
    }

    /** Writes a table in a format. */
    void table(Table table, TableFormat format) {
        out().println(format.text(table).stripTrailing());
        out().flush();
    }

    /** Tells something beside the result. */
    void note(String sentence) {
        PrintWriter err = command.commandLine().getErr();
        err.println(Printable.line(sentence));
        err.flush();
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Shows progress, where someone is watching. */
    Progress progress() {
        return isTerminal() ? new ConsoleProgress(command.commandLine().getErr()) : Progress.NONE;
    }

    /** Shows progress on a terminal, or else a line a minute, as a long job's log. */
    Progress lastingProgress() {
        Progress shown = progress();
        return shown == Progress.NONE ? new LogProgress(command.commandLine().getErr()) : shown;
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
