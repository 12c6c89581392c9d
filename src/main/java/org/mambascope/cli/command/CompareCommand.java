package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.file.TemporaryFolder;
import org.mambascope.cli.option.CalibrationOptions;
import org.mambascope.cli.option.EvaluationOptions;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.option.TableOptions;
import org.mambascope.cli.output.CostNote;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Accuracy;
import org.mambascope.experiment.evaluation.EvaluationLogits;
import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.evaluation.WilsonInterval;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.logits.Logits;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.layer.Execution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.Ablation;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.Table.Cell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

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
            description =
                    "Of rtn, rtn-percentile, rtn-mse, dynamic, smoothquant, smoothquant-dynamic,"
                            + " pts, pts-smooth, jlss, quarot, mambaquant, k-scaled, ouromamba,"
                            + " pts-gptq, rotated-search, rotated.")
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

    /**
     * A method to compare, or some parts of one.
     *
     * @param addsTo the one before it that this adds a part to; empty for a method of its own
     */
    private record Entry(String name, Method method, Recipe recipe, Optional<String> addsTo) {}

    /**
     * A quantised model.
     *
     * @param bytes of its file
     * @param seconds of the conversion
     */
    private record Candidate(
            Entry entry, LayerBits bits, List<QuantisedLayer> layers, long bytes, double seconds) {}

    @Override
    public Integer call() throws IOException {
        images.limit();
        List<LayerBits> widths = bits.stream().map(LayerBits::parse).distinct().toList();
        List<Candidate> candidates = candidates(entries(), widths);
        List<List<QuantisedLayer>> variants = new ArrayList<>();
        variants.add(List.of());
        candidates.forEach(candidate -> variants.add(candidate.layers()));
        // Evaluating is faster without the kernels that gradients flow through, so the model is
        // opened for it as soon as the one that learned is closed.
        try (LoadedModel loaded = model.load(output)) {
            List<EvaluationLogits> answers =
                    images.of(loaded, output)
                            .run(
                                    variants,
                                    images.limit(),
                                    output.announced("Evaluating all methods"));
            answers.getFirst().requireNumbers("the original");
            output.overlap(calibrated, answers.getFirst().contents());
            tables.print(table(candidates, answers), output);
            return noted(candidates, answers) ? 0 : 1;
        }
    }

    /** Tells of images without numbers; gives whether every candidate answered any image. */
    private boolean noted(List<Candidate> candidates, List<EvaluationLogits> answers) {
        boolean allAnswer = true;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            Accuracy accuracy = answers.get(i + 1).accuracy();
            Logits.note(accuracy.notNumbers(), accuracy.images())
                    .ifPresent(
                            note ->
                                    output.note(
                                            "%s, %s: %s; they count as wrong."
                                                    .formatted(
                                                            candidate.entry().name(),
                                                            candidate.bits(),
                                                            note)));
            allAnswer &= accuracy.hasAnswers();
        }
        return allAnswer;
    }

    private List<Entry> entries() {
        List<Method> chosen =
                new ArrayList<>(methods.stream().map(Method::named).distinct().toList());
        if (chosen.isEmpty() && !ablate) {
            throw new Problem("Expected --methods with the methods to compare, or --ablate.");
        }
        if (ablate && !chosen.contains(Method.JLSS)) {
            chosen.addFirst(Method.JLSS);
        }
        List<Entry> entries = new ArrayList<>();
        for (Method method : chosen) {
            entries.add(
                    new Entry(method.id(), method, calibration.recipe(method), Optional.empty()));
        }
        calibration.tellUnused(chosen.stream().map(Method::recipe).toList(), output);
        Optional<String> before = Optional.empty();
        for (Ablation part : ablate ? Ablation.parts() : List.<Ablation>of()) {
            Recipe recipe = calibration.smoothed(part.recipe());
            entries.add(new Entry(part.words(), Method.ROTATED, recipe, before));
            before = Optional.of(part.words());
        }
        return entries;
    }

    private List<Candidate> candidates(List<Entry> entries, List<LayerBits> widths)
            throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                QuantisableModel calibrated =
                        QuantisableModel.open(
                                model.file(),
                                model.options(),
                                model.device(),
                                this::calibrationSet,
                                output.lastingProgress())) {
            QuantisationJob quantisation =
                    new QuantisationJob(
                            model.file(),
                            model.options(),
                            model.device(),
                            folder.path().resolve("quantised.safetensors"),
                            ProgramVersion.number());
            List<Candidate> candidates = new ArrayList<>();
            for (LayerBits width : widths) {
                for (Entry entry : entries) {
                    candidates.add(candidate(entry, width, calibrated, quantisation));
                }
            }
            return candidates;
        }
    }

    /** Images that do not fit the model are refused before anything is learned. */
    private CalibrationSet calibrationSet(LoadedModel loaded) {
        images.of(loaded, output);
        CalibrationSet set = calibration.read(loaded, output);
        calibrated = set.contents();
        return set;
    }

    private Candidate candidate(
            Entry entry, LayerBits width, QuantisableModel calibrated, QuantisationJob quantisation)
            throws IOException {
        QuantisationPlan plan =
                new QuantisationPlan(
                        entry.method(),
                        entry.recipe(),
                        plan(width),
                        calibration.setting(),
                        calibration.seed());
        output.step("%s, %s".formatted(entry.name(), width));
        QuantisationJob.Outcome outcome =
                quantisation.run(
                        calibrated,
                        plan,
                        output.lastingProgress(),
                        new CostNote(output, plan.method().words()));
        if (!outcome.result().complete()) {
            throw new CancellationException("Cancelled.");
        }
        return new Candidate(
                entry,
                width,
                outcome.result().layers(),
                Files.size(outcome.file()),
                outcome.result().seconds());
    }

    private static BitPlan plan(LayerBits bits) {
        return BitPlan.uniform(bits.weight(), bits.activation());
    }

    private Table table(List<Candidate> candidates, List<EvaluationLogits> answers)
            throws IOException {
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "method",
                                "bits",
                                "computed",
                                "not numbers",
                                "top-1 %",
                                "from",
                                "to",
                                "agreement %",
                                "SQNR dB",
                                "p",
                                "p jlss",
                                "bytes",
                                "seconds"));
        if (ablate) {
            columns.add("adds dB");
        }
        Table.Builder table = Table.named("comparison", columns.toArray(String[]::new));
        EvaluationLogits original = answers.getFirst();
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
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            EvaluationLogits own = answers.get(i + 1);
            double against =
                    found(candidates, Method.JLSS.id(), candidate.bits(), answers)
                            .map(jlss -> PairedComparison.of(jlss, own).probability())
                            .orElse(Double.NaN);
            List<Cell> cells =
                    row(
                            candidate.entry().name(),
                            candidate.entry().method().bits(plan(candidate.bits())),
                            Execution.SIMULATED,
                            original,
                            own,
                            against,
                            candidate.bytes(),
                            candidate.seconds());
            if (ablate) {
                cells.add(new Cell.Numeric(adds(candidates, candidate, original, own, answers)));
            }
            table.row(cells);
        }
        return table.build();
    }

    /** The answers of the one of this name at these bits. */
    private static Optional<EvaluationLogits> found(
            List<Candidate> candidates,
            String name,
            LayerBits bits,
            List<EvaluationLogits> answers) {
        return IntStream.range(0, candidates.size())
                .filter(i -> candidates.get(i).entry().name().equals(name))
                .filter(i -> candidates.get(i).bits().equals(bits))
                .mapToObj(i -> answers.get(i + 1))
                .findFirst();
    }

    /** SQNR beyond that of the parts before. */
    private static double adds(
            List<Candidate> candidates,
            Candidate candidate,
            EvaluationLogits original,
            EvaluationLogits own,
            List<EvaluationLogits> answers) {
        return candidate
                .entry()
                .addsTo()
                .flatMap(before -> found(candidates, before, candidate.bits(), answers))
                .map(
                        before ->
                                PairedComparison.of(original, own).signalToNoise()
                                        - PairedComparison.of(original, before).signalToNoise())
                .orElse(Double.NaN);
    }

    private static List<Cell> row(
            String method,
            String bits,
            Execution execution,
            EvaluationLogits original,
            EvaluationLogits answers,
            double againstJlss,
            double bytes,
            double seconds) {
        Accuracy accuracy = answers.accuracy();
        WilsonInterval interval = WilsonInterval.of(accuracy.top1Hits(), accuracy.images());
        PairedComparison comparison = PairedComparison.of(original, answers);
        double noise = comparison.signalToNoise();
        return new ArrayList<>(
                List.of(
                        new Cell.Text(method),
                        new Cell.Text(bits),
                        new Cell.Text(execution.words()),
                        new Cell.Numeric(accuracy.notNumbers()),
                        new Cell.Numeric(accuracy.top1()),
                        new Cell.Numeric(interval.low()),
                        new Cell.Numeric(interval.high()),
                        new Cell.Numeric(comparison.agreement()),
                        new Cell.Numeric(Double.isFinite(noise) ? noise : Double.NaN),
                        new Cell.Numeric(comparison.probability()),
                        new Cell.Numeric(againstJlss),
                        new Cell.Numeric(bytes),
                        new Cell.Numeric(seconds)));
    }
}
