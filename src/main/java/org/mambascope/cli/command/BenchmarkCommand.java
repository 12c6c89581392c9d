package org.mambascope.cli.command;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.benchmark.Benchmark;
import org.mambascope.experiment.benchmark.LayerKind;
import org.mambascope.experiment.benchmark.Measurement;
import org.mambascope.experiment.benchmark.Variant;
import org.mambascope.model.logits.Logits;
import org.mambascope.tensor.cpu.vector.VectorWidth;
import org.mambascope.tensor.device.MachineDescription;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code benchmark MODEL}. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures how fast a model runs, and where the time goes.")
public final class BenchmarkCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--batch",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "Images at once; several sizes take turns. Default: ${DEFAULT-VALUE}.")
    private List<Integer> batches;

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "fp32",
            description =
                    "fp32, fp16, bf16, int8, and int8 with layers rotated where that is better"
                            + " (int8-rotated) or all (int8-all-rotated); several take turns. Default:"
                            + " ${DEFAULT-VALUE}.")
    private List<String> precisions;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Timed runs of each, after a warm-up. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin private Output output;

    /** The result for JSON. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Result(String model, String device, int vectorBits, List<Line> results) {}

    /** A measurement for JSON; times in milliseconds. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(
            String precision,
            int batch,
            double medianMs,
            double p95Ms,
            double spreadMs,
            double imagesPerS,
            double peakMb,
            Map<String, Double> share,
            double limitMs,
            int integerLayers,
            Double sqnrDb,
            int notNumbers) {
        static Line of(Measurement measured) {
            Map<String, Double> share = new LinkedHashMap<>();
            measured.share().forEach((kind, part) -> share.put(nameOf(kind), part));
            return new Line(
                    measured.precision(),
                    measured.batch(),
                    measured.medianMs(),
                    measured.p95Ms(),
                    measured.spreadMs(),
                    measured.imagesPerSecond(),
                    measured.peakMb(),
                    share,
                    measured.limitMs(),
                    measured.integerLayers(),
                    Double.isFinite(measured.sqnrDb()) ? measured.sqnrDb() : null,
                    measured.notNumbers());
        }
    }

    @Override
    public Integer call() {
        requirePositive("--batch", batches);
        requirePositive("--rounds", List.of(rounds));
        List<Variant> variants = precisions.stream().map(Variant::named).toList();
        try (Benchmark benchmark = new Benchmark(model.file(), model.options(), model.device())) {
            benchmark.model().notes().forEach(output::note);
            List<Measurement> measured =
                    benchmark.run(variants, batches, rounds, output.progress());
            String name = benchmark.model().name();
            String machine = MachineDescription.describe(model.device());
            if (output.isJson()) {
                List<Line> lines = measured.stream().map(Line::of).toList();
                output.json(new Result(name, machine, VectorWidth.bits(), lines));
            } else {
                output.line("%s on %s, vectors of %d bits", name, machine, VectorWidth.bits());
                measured.forEach(this::print);
            }
            return measured.stream().anyMatch(each -> each.notNumbers() < each.batch()) ? 0 : 1;
        }
    }

    private static void requirePositive(String option, List<Integer> values) {
        for (int value : values) {
            if (value < 1) {
                throw new Problem("Expected at least 1 for %s, found %d.".formatted(option, value));
            }
        }
    }

    private void print(Measurement measured) {
        output.line(
                "%s, batch %d: median %.1f ms, p95 %.1f, spread %.1f; %.1f images/s; peak %,.0f MB",
                measured.precision(),
                measured.batch(),
                measured.medianMs(),
                measured.p95Ms(),
                measured.spreadMs(),
                measured.imagesPerSecond(),
                measured.peakMb());
        StringBuilder shares = new StringBuilder();
        measured.share()
                .forEach(
                        (kind, part) ->
                                shares.append(
                                        String.format(
                                                Locale.ROOT,
                                                " %s %.0f %%",
                                                nameOf(kind),
                                                100 * part)));
        output.line(
                "  time:%s; %.2f × the limit of %.1f ms; %d integer layers; %s",
                shares,
                measured.medianMs() / measured.limitMs(),
                measured.limitMs(),
                measured.integerLayers(),
                quality(measured));
    }

    private static String quality(Measurement measured) {
        return Logits.note(measured.notNumbers(), measured.batch())
                .orElseGet(
                        () ->
                                Double.isFinite(measured.sqnrDb())
                                        ? String.format(
                                                Locale.ROOT,
                                                "logits %.0f dB above their error",
                                                measured.sqnrDb())
                                        : "the reference's logits are not numbers");
    }

    private static String nameOf(LayerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
