package org.mambascope.cli;

import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.base.TemporaryFolder;
import org.mambascope.experiment.Accuracy;
import org.mambascope.experiment.Answers;
import org.mambascope.experiment.Comparison;
import org.mambascope.experiment.Evaluation;
import org.mambascope.experiment.WilsonInterval;
import org.mambascope.image.Datasets;
import org.mambascope.image.Split;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.CalibrationSet;
import org.mambascope.quant.Execution;
import org.mambascope.quant.FileQuantisation;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.Method;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.QuantisationPlan;
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.report.Table;
import org.mambascope.report.Table.Cell;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** {@code compare MODEL --methods M,… --bits B,… --dataset PATH --calibration PATH}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Quantises a model by several methods at several bit widths and compares what each does to its answers.")
final class CompareCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--methods",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description =
                    "Of rtn, rtn-percentile, rtn-mse, dynamic, smoothquant, smoothquant-dynamic, pts, pts-smooth, jlss, quarot, pts-gptq, rotated-search, rotated.")
    private List<String> methods;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "wNaN",
            defaultValue = "w8a8,w6a6,w4a8,w4a4",
            description = "Bits of weights and activations. Default: ${DEFAULT-VALUE}.")
    private List<String> bits;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "PATH",
            description =
                    "A folder with one folder a class, a folder with a labels file, or IDX files.")
    private Path dataset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the first N images of the dataset.")
    private Optional<Integer> limit;

    @Mixin private CalibrationOptions calibration;

    @Mixin private TableOptions tables;

    @Mixin private Output output;

    /**
     * A quantised model.
     *
     * @param bytes of its file
     * @param seconds of the conversion
     */
    private record Candidate(
            Method method,
            LayerBits bits,
            List<QuantisedLayer> layers,
            long bytes,
            double seconds) {}

    @Override
    public Integer call() throws IOException {
        if (limit.orElse(1) < 1) {
            throw new Problem(
                    "Expected at least one image for --limit, found " + limit.get() + ".");
        }
        List<Method> chosen = methods.stream().map(Method::named).toList();
        List<LayerBits> widths = bits.stream().map(LayerBits::parse).toList();
        try (LoadedModel loaded = model.load(output)) {
            Evaluation evaluation =
                    new Evaluation(
                            loaded,
                            Datasets.open(dataset, Split.TEST),
                            broken -> output.note(broken.getMessage()));
            output.note(evaluation.classMatching());
            List<Candidate> candidates =
                    candidates(chosen, widths, calibration.read(loaded, output));
            List<List<QuantisedLayer>> variants = new ArrayList<>();
            variants.add(List.of());
            candidates.forEach(candidate -> variants.add(candidate.layers()));
            List<Answers> answers =
                    evaluation.run(
                            variants, limit.orElse(Integer.MAX_VALUE), output.lastingProgress());
            tables.print(table(candidates, answers), output);
        }
        return 0;
    }

    private List<Candidate> candidates(
            List<Method> chosen, List<LayerBits> widths, CalibrationSet set) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("mambascope-compare")) {
            Path file = folder.path().resolve("quantised.safetensors");
            List<Candidate> candidates = new ArrayList<>();
            for (LayerBits width : widths) {
                for (Method method : chosen) {
                    candidates.add(candidate(method, width, set, file));
                }
            }
            return candidates;
        }
    }

    private Candidate candidate(Method method, LayerBits width, CalibrationSet set, Path file)
            throws IOException {
        QuantisationPlan plan =
                new QuantisationPlan(
                        method,
                        calibration.recipe(method),
                        BitPlan.uniform(width.weight(), width.activation()),
                        calibration.setting(),
                        calibration.seed());
        output.note("%s, %s".formatted(method.words(), width));
        FileQuantisation.Outcome outcome =
                new FileQuantisation(
                                model.file(),
                                model.options(),
                                model.device(),
                                file,
                                ProgramVersion.number())
                        .run(_ -> set, plan, output.lastingProgress(), QuantisationObserver.NONE);
        if (!outcome.result().complete()) {
            throw new CancellationException("Cancelled.");
        }
        return new Candidate(
                method,
                width,
                outcome.result().layers(),
                Files.size(outcome.file()),
                outcome.result().seconds());
    }

    private Table table(List<Candidate> candidates, List<Answers> answers) throws IOException {
        Table.Builder table =
                Table.named(
                        "comparison",
                        "method",
                        "bits",
                        "computed",
                        "top-1 %",
                        "from",
                        "to",
                        "agreement %",
                        "SQNR dB",
                        "p",
                        "bytes",
                        "seconds");
        Answers original = answers.getFirst();
        table.row(
                row(
                        "original",
                        "",
                        Execution.FP32,
                        original,
                        original,
                        Files.size(model.file()),
                        Double.NaN));
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            table.row(
                    row(
                            candidate.method().id(),
                            candidate.bits().toString(),
                            Execution.SIMULATED,
                            original,
                            answers.get(i + 1),
                            candidate.bytes(),
                            candidate.seconds()));
        }
        return table.build();
    }

    private static List<Cell> row(
            String method,
            String bits,
            Execution execution,
            Answers original,
            Answers answers,
            long bytes,
            double seconds) {
        Accuracy accuracy = answers.accuracy();
        WilsonInterval interval = WilsonInterval.of(accuracy.top1Hits(), accuracy.images());
        Comparison comparison = Comparison.of(original, answers);
        double noise = comparison.signalToNoise();
        return List.of(
                new Cell.Text(method),
                new Cell.Text(bits),
                new Cell.Text(execution.words()),
                new Cell.Numeric(accuracy.top1()),
                new Cell.Numeric(interval.low()),
                new Cell.Numeric(interval.high()),
                new Cell.Numeric(comparison.agreement()),
                new Cell.Numeric(Double.isFinite(noise) ? noise : Double.NaN),
                new Cell.Numeric(comparison.probability()),
                new Cell.Numeric(bytes),
                new Cell.Numeric(seconds));
    }
}
