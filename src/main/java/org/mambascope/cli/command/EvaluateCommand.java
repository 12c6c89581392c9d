package org.mambascope.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.json.Json;
import org.mambascope.cli.option.EvaluationOptions;
import org.mambascope.cli.option.LoadingOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.file.RunnableModel;
import org.mambascope.quant.layer.Execution;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code evaluate MODEL… --dataset PATH}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures the accuracy of models, quantised or not, on a dataset.")
public final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "MODEL",
            description =
                    "Weights: .safetensors, .pth, .pt, .ckpt, .bin, or the .index.json of several.")
    private List<Path> files;

    @Mixin private LoadingOptions loading;

    @Mixin private final EvaluationOptions images = new EvaluationOptions(EvaluationOptions.ALL);

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description =
                    "fp32, fp16, bf16, int8 or simulated. Default: a quantised file as its own plan"
                            + " says, others as fp32.")
    private Optional<String> precision;

    @Option(
            names = "--reference",
            paramLabel = "MODEL",
            description =
                    "A model that the others are compared with: agreement, SQNR of the logits and a"
                            + " paired test.")
    private Optional<Path> reference;

    @Mixin private Output output;

    /**
     * Result of one model.
     *
     * @param precision that was asked for or is usual
     * @param computed the arithmetic in words
     * @param told notes and facts for JSON
     */
    private record Row(
            String model,
            String precision,
            String computed,
            Answers answers,
            List<Measure> measures,
            Optional<PairedComparison> comparison,
            ObjectNode told) {}

    @Override
    public Integer call() {
        images.limit();
        Optional<Execution> execution = precision.map(Execution::named);
        Optional<Answers> expected = reference.map(this::expected);
        List<Row> rows = files.stream().map(file -> evaluate(file, execution, expected)).toList();
        print(rows);
        return rows.stream().allMatch(row -> row.answers().areThere()) ? 0 : 1;
    }

    private Answers expected(Path file) {
        try (RunnableModel opened = loading.open(file, Optional.empty(), output)) {
            return answers(opened).requireNumbers("the reference %s".formatted(file));
        }
    }

    private Row evaluate(Path file, Optional<Execution> execution, Optional<Answers> expected) {
        try (RunnableModel opened = loading.open(file, execution, output)) {
            Answers answers = answers(opened);
            opened.quantised()
                    .map(quantised -> quantised.provenance().contents())
                    .map(ImageContents::parse)
                    .ifPresent(contents -> output.overlap(contents, answers.contents()));
            Logits.note(answers.notNumbers(), answers.images())
                    .ifPresent(
                            note ->
                                    output.note(
                                            "%s: %s; they count as wrong."
                                                    .formatted(opened.model().name(), note)));
            opened.overflow().ifPresent(output::note);
            ObjectNode facts = Json.MAPPER.createObjectNode();
            output.complete(facts);
            return new Row(
                    opened.model().name(),
                    opened.execution().words(),
                    opened.computed(),
                    answers,
                    answers.measures(),
                    expected.map(answers::against),
                    facts);
        }
    }

    private Answers answers(RunnableModel opened) {
        return images.of(opened.model(), output)
                .run(images.limit(), output.announced("Evaluating " + opened.model().name()));
    }

    private void print(List<Row> rows) {
        if (output.isJson()) {
            List<ObjectNode> nodes = rows.stream().map(this::json).toList();
            output.json(nodes.size() == 1 ? nodes.getFirst() : nodes);
        } else if (rows.size() == 1) {
            printOne(rows.getFirst());
        } else {
            output.table(table(rows));
        }
    }

    /** Percentages are 0 … 100; a signal without noise is null. */
    private ObjectNode json(Row row) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("model", row.model());
        node.put("dataset", images.dataset());
        node.put("precision", row.precision());
        node.put("computed", row.computed());
        node.put("images", row.answers().images());
        node.put("not_numbers", row.answers().notNumbers());
        row.answers().writeMeasures(node);
        node.put("skipped", row.answers().skipped());
        node.put("seconds", row.answers().seconds());
        row.comparison()
                .ifPresent(
                        comparison -> {
                            node.put("agreement", comparison.agreement());
                            if (Double.isFinite(comparison.signalToNoise())) {
                                node.put("sqnr_db", comparison.signalToNoise());
                            } else {
                                node.putNull("sqnr_db");
                            }
                            node.put("p_value", comparison.probability());
                        });
        node.setAll(row.told());
        return node;
    }

    private void printOne(Row row) {
        if (!row.answers().areThere()) {
            output.line(
                    "%s: no answers to %,d images, none of their logits are numbers (%s)",
                    row.model(), row.answers().images(), row.computed());
            return;
        }
        String measures =
                row.measures().stream()
                        .map(EvaluateCommand::words)
                        .collect(Collectors.joining(", "));
        output.line(
                "%s: %s of %,d images in %.1f s (%s)",
                row.model(),
                measures,
                row.answers().images(),
                row.answers().seconds(),
                row.computed());
        row.comparison().ifPresent(this::print);
    }

    private void print(PairedComparison comparison) {
        double ratio = comparison.signalToNoise();
        output.line(
                "against the reference: agreement %.2f %%,%s p = %.3g",
                comparison.agreement(),
                Double.isNaN(ratio)
                        ? ""
                        : " SQNR of the logits %s dB,".formatted(NumberFormatting.decibels(ratio)),
                comparison.probability());
    }

    /** As {@code top-1 88.93 % (88.30 to 89.53)}. */
    private static String words(Measure measure) {
        String name = measure.words().replace(" %", "");
        String interval =
                measure.detail()
                        ? ""
                        : String.format(
                                Locale.ROOT, " (%.2f to %.2f)", measure.low(), measure.high());
        return String.format(Locale.ROOT, "%s %.2f %%%s", name, measure.value(), interval);
    }

    private Table table(List<Row> rows) {
        List<String> columns =
                new ArrayList<>(List.of("model", "precision", "images", "not numbers"));
        columns.addAll(Measure.columns(rows.getFirst().measures()));
        columns.add("seconds");
        if (reference.isPresent()) {
            columns.addAll(List.of("agreement %", "SQNR dB", "p"));
        }
        return new Table("accuracy", columns, rows.stream().map(EvaluateCommand::cells).toList());
    }

    private static List<Cell> cells(Row row) {
        List<Cell> cells =
                new ArrayList<>(
                        List.of(
                                new Cell.Text(row.model()),
                                new Cell.Text(row.precision()),
                                new Cell.Numeric(row.answers().images()),
                                new Cell.Numeric(row.answers().notNumbers())));
        for (Measure measure : row.measures()) {
            cells.add(new Cell.Numeric(measure.value()));
            if (!measure.detail()) {
                cells.add(new Cell.Numeric(measure.low()));
                cells.add(new Cell.Numeric(measure.high()));
            }
        }
        cells.add(new Cell.Numeric(row.answers().seconds()));
        row.comparison()
                .ifPresent(
                        comparison -> {
                            cells.add(new Cell.Numeric(comparison.agreement()));
                            double ratio = comparison.signalToNoise();
                            cells.add(
                                    new Cell.Numeric(Double.isFinite(ratio) ? ratio : Double.NaN));
                            cells.add(new Cell.Numeric(comparison.probability()));
                        });
        return cells;
    }
}
