package org.mambascope.cli;

import org.mambascope.base.ProgramVersion;
import org.mambascope.experiment.Evaluation;
import org.mambascope.experiment.search.BitOperations;
import org.mambascope.experiment.search.BitSearch;
import org.mambascope.experiment.search.FileSize;
import org.mambascope.experiment.search.FoundPlan;
import org.mambascope.experiment.search.PlanCost;
import org.mambascope.experiment.search.SearchStep;
import org.mambascope.experiment.search.Verified;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.BitPlan;
import org.mambascope.quant.CalibrationSet;
import org.mambascope.quant.LayerBits;
import org.mambascope.quant.Learning;
import org.mambascope.quant.Method;
import org.mambascope.quant.Quantisation;
import org.mambascope.quant.QuantisationPlan;
import org.mambascope.quant.QuantisedLayer;
import org.mambascope.quant.QuantisedSize;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code search MODEL --size 25% --bits B,… --dataset PATH --calibration PATH --out PLAN}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the bit plan that loses least within a budget.",
            "Each layer is measured alone at each width; exchanges lead into the budget, and plans"
                    + " on the way are measured as a whole. quantize --plan takes the result."
        })
final class SearchCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "pts-smooth",
            description =
                    "What layers are quantised by. Of one that learns, the search takes what"
                            + " learning starts from. Default: ${DEFAULT-VALUE}.")
    private String method;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "wNaN",
            defaultValue = "w4a4,w4a8,w8a8",
            description = "Widths to choose among. Default: ${DEFAULT-VALUE}.")
    private List<String> bits;

    @ArgGroup(multiplicity = "1")
    private Bound bound;

    /** What is bounded. */
    static final class Bound {
        @Option(
                names = "--size",
                paramLabel = "SIZE",
                description = "The quantised file, as 300kB, 1.2M, or 25%% of the original file.")
        private Optional<String> size;

        @Option(
                names = "--bit-operations",
                paramLabel = "N",
                description =
                        "Bit operations of an image's linear layers, as 2G, or 5%% of those in"
                                + " floating point.")
        private Optional<String> operations;
    }

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

    /** The result for JSON. */
    record Result(
            String method,
            String unit,
            double budget,
            double cost,
            int steps,
            double sqnrDb,
            double agreement,
            double top1,
            String plan,
            Map<String, String> layers,
            List<Step> path) {}

    /** A step for JSON; null where nothing was measured. */
    record Step(
            int step,
            String layer,
            String bits,
            double cost,
            double predictedSqnrDb,
            Double measuredSqnrDb,
            Double measuredAgreement) {}

    @Override
    public Integer call() {
        Method chosen = Method.named(method);
        List<LayerBits> widths = bits.stream().map(LayerBits::parse).distinct().toList();
        try (LoadedModel loaded = model.load(output)) {
            CalibrationSet set = calibration.read(loaded, output);
            List<LayerSite> sites = loaded.network().layers();
            PlanCost cost = cost(loaded, chosen, set);
            Map<LayerBits, List<QuantisedLayer>> offered = new LinkedHashMap<>();
            widths.forEach(width -> offered.put(width, layers(loaded, chosen, width, set)));
            Evaluation evaluation = images.of(loaded, output);
            double budget = budget(loaded, chosen, set, cost);
            FoundPlan found =
                    new BitSearch(evaluation, sites, offered, cost, images.limit())
                            .find(budget, output.lastingProgress());
            out.ifPresent(found.bits()::write);
            print(chosen, found, sites);
        }
        return 0;
    }

    private PlanCost cost(LoadedModel loaded, Method chosen, CalibrationSet set) {
        return bound.size.isPresent()
                ? new FileSize(
                        QuantisedSize.of(
                                loaded,
                                model.options(),
                                set,
                                plan(chosen, LayerBits.FLOATING),
                                ProgramVersion.number()))
                : new BitOperations(loaded.network().layers());
    }

    private double budget(LoadedModel loaded, Method chosen, CalibrationSet set, PlanCost cost) {
        Budget budget = Budget.parse(bound.size.or(() -> bound.operations).orElseThrow());
        if (!budget.relative()) {
            return budget.number();
        }
        if (reference.isPresent()) {
            LayerBits width = LayerBits.parse(reference.get());
            return budget.of(
                    cost.whole(
                            BitPlan.uniform(width.weight(), width.activation()),
                            layers(loaded, chosen, width, set)));
        }
        return budget.of(
                bound.size.isPresent()
                        ? model.file().toFile().length()
                        : cost.whole(new BitPlan(LayerBits.FLOATING, Map.of()), List.of()));
    }

    private List<QuantisedLayer> layers(
            LoadedModel loaded, Method chosen, LayerBits width, CalibrationSet set) {
        return Quantisation.search(
                        loaded.network(), set, plan(chosen, width), output.lastingProgress())
                .layers();
    }

    private QuantisationPlan plan(Method chosen, LayerBits width) {
        return new QuantisationPlan(
                chosen,
                calibration.recipe(chosen).learning(Learning.NONE),
                BitPlan.uniform(width.weight(), width.activation()),
                calibration.setting(),
                calibration.seed());
    }

    private void print(Method chosen, FoundPlan found, List<LayerSite> sites) {
        String unit = bound.size.isPresent() ? "bytes" : "bit operations";
        Map<String, String> layers = new LinkedHashMap<>();
        sites.forEach(site -> layers.put(site.name(), found.bits().of(site.name()).toString()));
        List<Step> path = new ArrayList<>();
        for (int taken = 0; taken <= found.path().steps().size(); taken++) {
            path.add(step(found, taken));
        }
        if (output.isJson()) {
            output.json(
                    new Result(
                            chosen.id(),
                            unit,
                            found.budget(),
                            found.cost(),
                            found.best().taken(),
                            found.best().comparison().signalToNoise(),
                            found.best().comparison().agreement(),
                            found.best().accuracy(),
                            found.bits().toString(),
                            layers,
                            path));
            return;
        }
        for (Step step : path) {
            output.line(
                    "%3d  %-32s %-7s %,14.0f %s, SQNR %.1f dB predicted%s",
                    step.step(),
                    step.layer(),
                    step.bits(),
                    step.cost(),
                    unit,
                    step.predictedSqnrDb(),
                    step.measuredSqnrDb() == null
                            ? ""
                            : ", %.1f dB and %.1f %% agreement measured"
                                    .formatted(step.measuredSqnrDb(), step.measuredAgreement()));
        }
        output.line(
                "%s, %s, after step %d: %,.0f of %,.0f %s, SQNR %.1f dB, agreement %.1f %%, top-1"
                        + " %.1f %% of %d images%s",
                chosen.words(),
                found.bits(),
                found.best().taken(),
                found.cost(),
                found.budget(),
                unit,
                found.best().comparison().signalToNoise(),
                found.best().comparison().agreement(),
                found.best().accuracy(),
                images.limit(),
                out.map(file -> "; the plan is in " + file).orElse(""));
    }

    private static Step step(FoundPlan found, int taken) {
        Optional<Verified> measured =
                found.verified().stream().filter(each -> each.taken() == taken).findFirst();
        SearchStep step =
                taken == 0
                        ? new SearchStep(
                                "all",
                                LayerBits.FLOATING,
                                found.path().plan(0).all(),
                                found.path().cost(0),
                                found.path().predicted(0))
                        : found.path().steps().get(taken - 1);
        return new Step(
                taken,
                step.layer(),
                step.to().toString(),
                step.cost(),
                step.predicted(),
                measured.map(each -> each.comparison().signalToNoise()).orElse(null),
                measured.map(each -> each.comparison().agreement()).orElse(null));
    }
}
