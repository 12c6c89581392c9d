package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.CalibrationOptions;
import org.mambascope.cli.option.EvaluationOptions;
import org.mambascope.cli.option.MethodNames;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.option.TableOptions;
import org.mambascope.cli.output.CostNote;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.Execution;
import org.mambascope.quant.plan.Ablation;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;
import org.mambascope.workflow.Comparison;
import org.mambascope.workflow.Comparison.Row;
import org.mambascope.workflow.Comparisons;
import org.mambascope.workflow.Comparisons.Candidate;
import org.mambascope.workflow.Comparisons.Entry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code compare MODEL --methods M,… --bits B,… --dataset PATH --calibration PATH [--ablate]}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Quantises a model by several methods at several bit widths and compares what each"
                        + " does to its answers.")
public final class CompareCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--methods",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "Of ${COMPLETION-CANDIDATES}.")
    private List<String> methods = List.of();

    @Option(
            names = "--ablate",
            description =
                    "Also what each part of the method rotated adds, tested against jlss on the"
                            + " same images.")
    private boolean ablate;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "wNaN",
            defaultValue = "w8a8,w6a6,w4a8,w4a4",
            description = "Bits of weights and activations. Default: ${DEFAULT-VALUE}.")
    private List<String> bits;

    @Mixin private final EvaluationOptions images = new EvaluationOptions(EvaluationOptions.ALL);

    @Mixin private CalibrationOptions calibration;

    @Mixin private TableOptions tables;

    @Mixin private Output output;

    private ImageContents calibrated = ImageContents.UNKNOWN;

    @Override
    public Integer call() throws IOException {
        images.limit();
        List<LayerBits> widths = bits.stream().map(LayerBits::parse).distinct().toList();
        List<Entry> entries = entries();
        List<Candidate> candidates =
                Comparisons.quantise(
                        model.original(),
                        entries,
                        widths,
                        this::calibrationSet,
                        output::lastingProgress,
                        this::begin);
        // Evaluating is faster without the kernels that gradients flow through, so the model is
        // opened for it as soon as the one that learned is closed.
        try (LoadedModel loaded = model.load(output)) {
            Comparison comparison =
                    Comparisons.evaluate(
                            images.of(loaded, output),
                            candidates,
                            images.limit(),
                            output.announced("Evaluating all methods"));
            output.overlap(calibrated, comparison.original().contents());
            tables.print(table(comparison), output);
            comparison.rows().forEach(this::note);
            return comparison.rows().stream().allMatch(row -> row.answers().areThere()) ? 0 : 1;
        }
    }

    private QuantisationObserver begin(Entry entry, LayerBits width) {
        output.step("%s, %s".formatted(entry.name(), width));
        return new CostNote(output, entry.plan().method().words());
    }

    /** Tells of images without numbers. */
    private void note(Row row) {
        Logits.note(row.answers().notNumbers(), row.answers().images())
                .ifPresent(
                        note ->
                                output.note(
                                        "%s, %s: %s; they count as wrong."
                                                .formatted(
                                                        row.candidate().entry().name(),
                                                        row.candidate().width(),
                                                        note)));
    }

    private List<Entry> entries() {
        List<Method> chosen =
                new ArrayList<>(methods.stream().map(Method::named).distinct().toList());
        if (chosen.isEmpty() && !ablate) {
            throw new Problem(
                    "Expected the methods to compare, found neither --methods nor --ablate: give one of them.");
        }
        if (ablate && !chosen.contains(Method.JLSS)) {
            chosen.addFirst(Method.JLSS);
        }
        List<Entry> entries = new ArrayList<>();
        for (Method method : chosen) {
            entries.add(entry(method.id(), method, calibration.recipe(method), Optional.empty()));
        }
        calibration.tellUnused(chosen.stream().map(Method::recipe).toList(), output);
        Optional<String> before = Optional.empty();
        for (Ablation part : ablate ? Ablation.parts() : List.<Ablation>of()) {
            Recipe recipe = calibration.smoothed(part.recipe());
            entries.add(entry(part.words(), Method.ROTATED, recipe, before));
            before = Optional.of(part.words());
        }
        return entries;
    }

    private Entry entry(String name, Method method, Recipe recipe, Optional<String> addsTo) {
        return new Entry(
                name,
                new QuantisationPlan(
                        method,
                        recipe,
                        BitPlan.FLOATING,
                        calibration.setting(),
                        calibration.seed()),
                addsTo);
    }

    /** Images that do not fit the model are refused before anything is learned. */
    private CalibrationSet calibrationSet(LoadedModel loaded) {
        images.of(loaded, output);
        CalibrationSet set = calibration.read(loaded, output);
        calibrated = set.contents();
        return set;
    }

    private Table table(Comparison comparison) throws IOException {
        List<String> columns =
                new ArrayList<>(List.of("method", "bits", "computed", "not numbers"));
        columns.addAll(Measure.columns(compared(comparison.original())));
        columns.addAll(List.of("agreement %", "SQNR dB", "p", "p jlss", "bytes", "seconds"));
        if (ablate) {
            columns.add("adds dB");
        }
        Table.Builder table = Table.named("comparison", columns.toArray(String[]::new));
        Answers original = comparison.original();
        List<Cell> first =
                row(
                        "original",
                        "",
                        Execution.FP32,
                        original,
                        original,
                        Double.NaN,
                        Files.size(model.file()),
                        Double.NaN);
        if (ablate) {
            first.add(new Cell.Numeric(Double.NaN));
        }
        table.row(first);
        for (Row row : comparison.rows()) {
            Candidate candidate = row.candidate();
            LayerBits width = candidate.width();
            List<Cell> cells =
                    row(
                            candidate.entry().name(),
                            candidate.entry().plan().method().bits(BitPlan.uniform(width)),
                            Execution.SIMULATED,
                            original,
                            row.answers(),
                            comparison
                                    .to(Method.JLSS.id(), row)
                                    .map(PairedComparison::probability)
                                    .orElse(Double.NaN),
                            candidate.bytes(),
                            candidate.seconds());
            if (ablate) {
                cells.add(new Cell.Numeric(comparison.added(row).orElse(Double.NaN)));
            }
            table.row(cells);
        }
        return table.build();
    }

    private static List<Cell> row(
            String method,
            String bits,
            Execution execution,
            Answers original,
            Answers answers,
            double againstJlss,
            double bytes,
            double seconds) {
        PairedComparison comparison = answers.against(original);
        double noise = comparison.signalToNoise();
        List<Cell> cells =
                new ArrayList<>(
                        List.of(
                                new Cell.Text(method),
                                new Cell.Text(bits),
                                new Cell.Text(execution.words()),
                                new Cell.Numeric(answers.notNumbers())));
        for (Measure measure : compared(answers)) {
            cells.add(new Cell.Numeric(measure.value()));
            cells.add(new Cell.Numeric(measure.low()));
            cells.add(new Cell.Numeric(measure.high()));
        }
        cells.addAll(
                List.of(
                        new Cell.Numeric(comparison.agreement()),
                        new Cell.Numeric(Double.isFinite(noise) ? noise : Double.NaN),
                        new Cell.Numeric(comparison.probability()),
                        new Cell.Numeric(againstJlss),
                        new Cell.Numeric(bytes),
                        new Cell.Numeric(seconds)));
        return cells;
    }

    private static List<Measure> compared(Answers answers) {
        return answers.measures().stream().filter(measure -> !measure.detail()).toList();
    }
}
