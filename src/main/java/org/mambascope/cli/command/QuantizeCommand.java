package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.CalibrationOptions;
import org.mambascope.cli.option.MethodNames;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.QuantisationNotes;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.learning.BlockReport;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.report.text.NumberFormatting;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code quantize MODEL --method M --calibration PATH --out FILE}. */
@Command(
        name = "quantize",
        aliases = "quantise",
        mixinStandardHelpOptions = true,
        description = {
            "Quantises a model into one file.",
            "When it is stopped while it learns, the same command goes on where it stopped."
        })
public final class QuantizeCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String method;

    @Option(
            names = "--weight-bits",
            paramLabel = "B",
            description = "2 to 8, or 16 for floating point.")
    private Optional<Integer> weightBits;

    @Option(
            names = "--activation-bits",
            paramLabel = "B",
            description = "2 to 8, or 16 for floating point.")
    private Optional<Integer> activationBits;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "JSON with the bits of every layer; bits given beside it are for the layers"
                            + " that it does not name.")
    private Optional<Path> plan;

    @Mixin private CalibrationOptions calibration;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The .safetensors to write.")
    private Path out;

    @Mixin private Output output;

    /** The result for JSON. */
    record Result(
            String file,
            boolean complete,
            String method,
            String bits,
            int layers,
            int resumed,
            List<BlockReport> blocks,
            double seconds,
            long bytes,
            double ratio) {}

    @Override
    public Integer call() throws IOException {
        Method chosen = Method.named(method);
        calibration.tellUnused(List.of(chosen.recipe()), output);
        QuantisationPlan whole =
                new QuantisationPlan(
                        chosen,
                        calibration.recipe(chosen),
                        bits(),
                        calibration.setting(),
                        calibration.seed());
        QuantisationJob.Outcome outcome = quantise(whole);
        print(whole, outcome);
        return outcome.result().complete() ? 0 : 1;
    }

    private QuantisationJob.Outcome quantise(QuantisationPlan whole) {
        try (QuantisationNotes notes = new QuantisationNotes(output, whole.method().words())) {
            return model.original()
                    .into(out)
                    .run(
                            loaded -> {
                                loaded.notes().forEach(output::note);
                                requireLayers(whole.bits(), loaded);
                                return calibration.read(loaded, output);
                            },
                            whole,
                            output.lastingProgress(),
                            notes);
        }
    }

    private BitPlan bits() {
        if (plan.isEmpty() && (weightBits.isEmpty() || activationBits.isEmpty())) {
            throw new Problem(
                    "Expected --weight-bits and --activation-bits, or --plan: say how many bits layers are to have.");
        }
        BitPlan read = plan.map(BitPlan::read).orElse(BitPlan.FLOATING);
        return new BitPlan(
                new LayerBits(
                        weightBits.orElse(read.all().weight()),
                        activationBits.orElse(read.all().activation())),
                read.layers());
    }

    /** Before images are read: what Quantisation refuses as well does not know the file. */
    private void requireLayers(BitPlan bits, LoadedModel loaded) {
        List<String> known = loaded.network().layers().stream().map(LayerSite::name).toList();
        plan.ifPresent(file -> bits.requireLayers(known, file.toString()));
    }

    private void print(QuantisationPlan whole, QuantisationJob.Outcome outcome) throws IOException {
        long bytes = Files.size(outcome.file());
        double ratio = (double) bytes / Files.size(model.file());
        List<BlockReport> blocks = outcome.result().blocks();
        if (output.isJson()) {
            output.json(
                    new Result(
                            outcome.file().toString(),
                            outcome.result().complete(),
                            whole.method().id(),
                            whole.method().bits(whole.bits()),
                            outcome.result().layers().size(),
                            outcome.resumed(),
                            blocks,
                            outcome.result().seconds(),
                            bytes,
                            ratio));
            return;
        }
        for (BlockReport block : blocks) {
            output.line(
                    "%s: loss %.3e → %.3e in %s, %.1f s of search and %.1f s of learning",
                    block.block(),
                    block.start(),
                    block.end(),
                    NumberFormatting.counted(block.curve().size(), "epoch"),
                    block.searchSeconds(),
                    block.seconds() - block.searchSeconds());
        }
        if (outcome.resumed() > 0) {
            output.line("%s done before", NumberFormatting.counted(outcome.resumed(), "layer"));
        }
        output.line(
                "%s: %s, %s, %s in %.1f s; %,d bytes, %.3f of the original file%s",
                outcome.file(),
                whole.method().words(),
                whole.method().bits(whole.bits()),
                NumberFormatting.counted(outcome.result().layers().size(), "layer"),
                outcome.result().seconds(),
                bytes,
                ratio,
                outcome.result().complete() ? "" : "; stopped, the same command goes on");
    }
}
