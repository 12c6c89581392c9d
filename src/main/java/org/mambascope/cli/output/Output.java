package org.mambascope.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.Printable;
import org.mambascope.base.Progress;
import org.mambascope.base.json.Json;
import org.mambascope.dataset.Dataset;
import org.mambascope.image.content.ImageContents;
import org.mambascope.image.content.Overlap;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.TableFormat;
import org.mambascope.report.text.NumberFormatting;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Output of a command: its result to stdout, as text or JSON, everything else to stderr. */
public final class Output {
    private static final String NOTES = "notes";

    /** Asks for JSON. */
    public static final String JSON_OPTION = "--json";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = JSON_OPTION,
            description = "Write the result as JSON, and nothing else, to stdout.")
    private boolean json;

    private final List<String> notes = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    /** Returns true if the result is wanted as JSON. */
    public boolean isJson() {
        return json;
    }

    /** Writes a result as JSON; an object gets the notes and facts that were told. */
    public void json(Object result) {
        try {
            JsonNode root = Json.INDENTED.valueToTree(result);
            if (root instanceof ObjectNode object) {
                complete(object);
            }
            out().println(Json.INDENTED.writeValueAsString(root));
            out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + result, e);
        }
    }

    /** Writes a line of a result as text. */
    public void line(String format, Object... arguments) {
        out().println(Printable.line(String.format(Locale.ROOT, format, arguments)));
        out().flush();
    }

    /** Writes a table: aligned on a terminal, as Markdown into a file or another program. */
    public void table(Table table) {
        table(table, isTerminal() ? TableFormat.TEXT : TableFormat.MARKDOWN);
    }

    /** Writes a table in a format. */
    public void table(Table table, TableFormat format) {
        if (format == TableFormat.JSON) {
            json(read(format.text(table)));
            return;
        }
        out().println(format.text(table).stripTrailing());
        out().flush();
    }

    private static JsonNode read(String json) {
        try {
            return Json.INDENTED.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON: " + json, e);
        }
    }

    /** Adds the notes and facts that were told since the last object. */
    public void complete(ObjectNode object) {
        facts.forEach((name, value) -> object.putPOJO(name, value));
        if (!object.has(NOTES)) {
            ArrayNode told = object.putArray(NOTES);
            notes.forEach(told::add);
        }
        facts.clear();
        notes.clear();
    }

    /** Prints a note in addition to the result, once. */
    public void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
        if (told.add(sentence)) {
            step(sentence);
        }
    }

    /** Tells how far it is. */
    public void step(String sentence) {
        PrintWriter err = command.commandLine().getErr();
        err.println((isTerminal() ? ConsoleProgress.ERASE : "") + Printable.line(sentence));
        err.flush();
    }

    /** A number or text that JSON has in addition to the result. */
    public void fact(String name, Object value) {
        facts.put(name, value);
    }

    /** Tells what was chosen and left out of a dataset. */
    public void opened(Dataset dataset) {
        dataset.notes().forEach(this::note);
        Map<String, Integer> counts = new TreeMap<>();
        dataset.leftOut().forEach((kind, count) -> counts.put(kind.id(), count));
        fact("left_out", counts);
    }

    /** Tells how many calibration images are among the test images. */
    public void overlap(ImageContents calibration, ImageContents test) {
        Overlap overlap = Overlap.of(calibration, test);
        overlap.sentence().ifPresent(this::note);
        fact("calibration_overlap", overlap.isKnown() ? overlap : null);
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Shows progress, where someone is watching. */
    public Progress progress() {
        return isTerminal() ? new ConsoleProgress(command.commandLine().getErr()) : Progress.NONE;
    }

    /** Shows progress on a terminal, or else a line a minute, as a long job's log. */
    public Progress lastingProgress() {
        Progress shown = progress();
        return shown == Progress.NONE ? new LogProgress(command.commandLine().getErr()) : shown;
    }

    /**
     * Progress of a long job, which also says about how long the job will take as soon as that is
     * known.
     *
     * @param job in words, as {@code Evaluating x.safetensors}
     */
    public Progress announced(String job) {
        return new AnnouncedProgress(lastingProgress(), time -> cost(job, time), System::nanoTime);
    }

    /**
     * Tells about how long a job will take: a step and no note, since results do not depend on it.
     */
    void cost(String job, Duration time) {
        step(
                "%s will take about %s on this machine."
                        .formatted(job, NumberFormatting.roughly(time)));
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
