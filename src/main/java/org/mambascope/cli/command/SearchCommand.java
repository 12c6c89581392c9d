package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.cli.option.Budget;
import org.mambascope.cli.option.CalibrationOptions;
import org.mambascope.cli.option.EvaluationOptions;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisableModel;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.figure.SearchTables;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.workflow.LayerTrials;
import org.mambascope.workflow.PlanSearch;
import org.mambascope.workflow.PlanSearches;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code search MODEL --size 25% --latency 80% --dataset PATH --calibration PATH --out PLAN}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the bit plan that loses least within a budget of size, bit operations or"
                    + " latency.",
            "Each layer is measured alone at each width; exchanges lead into the budget, and plans"
                    + " on the way are measured as a whole. quantize --plan takes the result.",
            "Only layers with 8-bit weights and static 8-bit inputs run as integers. All others are"
                    + " computed in floating point: fewer bits make a file smaller, but nothing"
                    + " faster, and rounding inputs takes time. A latency budget therefore chooses"
                    + " between w8a8 and w16a16."
        })
public final class SearchCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "pts-smooth",
            description =
                    "What layers are quantised by. Of one that learns, the search takes what"
                            + " learning starts from, and --convert learns. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String method;

    @Option(
            names = "--convert",
            paramLabel = "N",
            description =
                    "The best N plans within the budget are converted by the whole method, learning"
                            + " included, and measured. Default: 1 of a method that learns, otherwise"
                            + " 0.")
    private Optional<Integer> conversions;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "wNaN",
            description =
                    "Widths to choose among. Default: w4a4,w4a8,w8a8; with a latency budget also"
                            + " w16a16, which is floating point.")
    private List<String> bits = List.of();

    @Spec private CommandSpec command;

    @ArgGroup private final Bounded bounded = new Bounded();

    /** Bounds of the file or of the computation. */
    static final class Bounded {
        @Option(
                names = "--size",
                paramLabel = "SIZE",
                description = "The quantised file, as 300kB, 1.2M, or 25%% of the original file.")
        private Optional<String> size = Optional.empty();

        @Option(
                names = "--bit-operations",
                paramLabel = "N",
                description =
                        "Bit operations of an image's linear layers, as 2G, or 5%% of those in"
                                + " floating point.")
        private Optional<String> operations = Optional.empty();
    }

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description =
                    "A batch's time on this machine, as 30ms, or 80%% of that in floating point;"
                            + " beside --size or alone. Predicted from the times of single layers,"
                            + " then measured.")
    private Optional<String> latency;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Images at once for --latency. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--of",
            paramLabel = "wNaN",
            description = "What a budget in percent is of: the model at these bits everywhere.")
    private Optional<String> reference;

    @Mixin private final EvaluationOptions images = new EvaluationOptions(128);

    @Mixin private CalibrationOptions calibration;

    @Option(names = "--out", paramLabel = "FILE", description = "The plan as JSON.")
    private Optional<Path> out;

    @Mixin private Output output;

    @Override
    public Integer call() {
        Method chosen = Method.named(method);
        calibration.tellUnused(List.of(chosen.recipe()), output);
        List<LayerBits> widths = widths();
        Map<CostKind, Budget> wanted = wanted();
        try (LoadedModel loaded = model.load(output)) {
            CalibrationSet set = calibration.read(loaded, output);
            LayerTrials trials = new LayerTrials(loaded, plan(chosen), set);
            PlanSearches searches =
                    PlanSearches.of(
                            model.original(),
                            trials,
                            trials.layers(widths, this::quantising),
                            wanted.keySet(),
                            batch,
                            output.lastingProgress());
            Map<CostKind, Double> budgets = new EnumMap<>(CostKind.class);
            wanted.forEach((kind, budget) -> budgets.put(kind, budget(kind, budget, searches)));
            Evaluation<?> evaluation = images.of(loaded, output);
            output.overlap(set.contents(), evaluation.contents(images.limit(), output.progress()));
            PlanSearch search =
                    searches.measured(
                            evaluation,
                            images.limit(),
                            converting -> opened(),
                            budgets,
                            output.announced("Measuring each layer alone"));
            FoundPlan found = search.find(budgets, output.announced("Measuring whole plans"));
            int most = conversions.orElse(chosen.recipe().learned() ? 1 : 0);
            FoundPlan last =
                    most < 1
                            ? found
                            : search.convert(
                                    found,
                                    plan(chosen),
                                    most,
                                    output.announced("Converting by %s".formatted(chosen.words())));
            out.ifPresent(last.bits()::write);
            print(chosen, last, loaded.network().layers());
        }
        return 0;
    }

    private List<LayerBits> widths() {
        List<String> usual =
                latency.isPresent()
                        ? List.of("w4a4", "w4a8", "w8a8", "w16a16")
                        : List.of("w4a4", "w4a8", "w8a8");
        return (bits.isEmpty() ? usual : bits).stream().map(LayerBits::parse).distinct().toList();
    }

    private Map<CostKind, Budget> wanted() {
        Map<CostKind, Budget> wanted = new EnumMap<>(CostKind.class);
        bounded.size.ifPresent(text -> wanted.put(CostKind.SIZE, Budget.parse(text)));
        bounded.operations.ifPresent(text -> wanted.put(CostKind.OPERATIONS, Budget.parse(text)));
        latency.ifPresent(text -> wanted.put(CostKind.LATENCY, Budget.parseTime(text)));
        if (wanted.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected a budget: --size, --bit-operations or --latency.");
        }
        if (batch < 1) {
            throw new Problem("Expected at least 1 for --batch, found %d.".formatted(batch));
        }
        return wanted;
    }

    private double budget(CostKind kind, Budget budget, PlanSearches searches) {
        if (!budget.relative()) {
            return budget.number();
        }
        return budget.of(
                reference
                        .map(LayerBits::parse)
                        .map(width -> searches.at(width, kind, quantising(width)))
                        .orElseGet(() -> searches.ofOriginal(kind)));
    }

    private Progress quantising(LayerBits width) {
        return output.announced("Quantising to " + width);
    }

    /** A plan whose bits are left open. */
    private QuantisationPlan plan(Method chosen) {
        return new QuantisationPlan(
                chosen,
                calibration.recipe(chosen),
                BitPlan.FLOATING,
                calibration.setting(),
                calibration.seed());
    }

    private QuantisableModel opened() {
        return model.original()
                .open(original -> calibration.read(original, output), output.lastingProgress());
    }

    private void print(Method chosen, FoundPlan found, List<LayerSite> sites) {
        if (output.isJson()) {
            output.json(SearchResult.of(chosen, found, sites));
            return;
        }
        for (SearchResult.Step step : SearchResult.path(found)) {
            output.line(
                    "%3d  %-32s %-7s %s, SQNR %s dB predicted%s",
                    step.step(),
                    step.layer(),
                    step.bits(),
                    found.budgets().keySet().stream()
                            .sorted()
                            .map(bound -> bound.words(step.costs().get(bound.unit())))
                            .collect(Collectors.joining(", ")),
                    NumberFormatting.decibels(found.path().predicted(step.step())),
                    step.measuredAgreement() == null
                            ? ""
                            : ", %s dB and %.1f %% agreement measured"
                                    .formatted(
                                            decibels(step.measuredSqnrDb()),
                                            step.measuredAgreement()));
        }
        output.line("%s:", chosen.words());
        SearchTables.sentences(found).forEach(sentence -> output.line("%s", sentence));
        out.ifPresent(file -> output.line("The plan is in %s.", file));
    }

    /** Null means no noise. */
    private static String decibels(Double ratio) {
        return NumberFormatting.decibels(ratio == null ? Double.POSITIVE_INFINITY : ratio);
    }
}
