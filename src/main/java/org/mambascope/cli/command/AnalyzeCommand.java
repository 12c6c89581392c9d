package org.mambascope.cli.command;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointConsumer;
import org.mambascope.activation.PointStatistics;
import org.mambascope.activation.Stability;
import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.ImageSample;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.logits.Logits;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.figure.FigureOptions;
import org.mambascope.report.page.AnalysisFolder;
import org.mambascope.report.page.AnalysisPage;
import org.mambascope.report.page.Findings;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.tensor.device.MachineDescription;
import org.mambascope.workflow.Analyses;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code analyze MODEL --images PATH… --out FOLDER}. */
@Command(
        name = "analyze",
        aliases = "analyse",
        mixinStandardHelpOptions = true,
        description =
                "Runs a model on images and writes statistics and figures of what enters its layers"
                        + " and leaves its blocks.")
public final class AnalyzeCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Images, folders or IDX files.")
    private List<Path> images;

    @Option(
            names = "--out",
            required = true,
            paramLabel = Outputs.FOLDER,
            description = "The folder to write to.")
    private Path out;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only N images: the first, of each class, or evenly spaced.")
    private Optional<Integer> limit;

    @Option(
            names = "--blocks",
            split = ",",
            paramLabel = "N",
            description = "Draw figures of these blocks only. Default: all.")
    private Set<Integer> blocks = Set.of();

    @Option(
            names = "--outlier-threshold",
            paramLabel = "X",
            defaultValue = "6",
            description =
                    "A channel is an outlier above X times the median channel. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double threshold;

    @Option(
            names = "--bins",
            paramLabel = "N",
            defaultValue = "110",
            description = "Bins of the histograms. Default: ${DEFAULT-VALUE}.")
    private int bins;

    @Option(names = "--dark", description = "Draw figures in the dark theme.")
    private boolean dark;

    @Option(
            names = "--size",
            paramLabel = "PAGE",
            defaultValue = "two-columns",
            description =
                    "What figures are made for: column (85 mm wide), two-columns (178 mm), slide"
                            + " (16:9). Default: ${DEFAULT-VALUE}.")
    private String page;

    @Option(
            names = "--formats",
            split = ",",
            paramLabel = "ENDING",
            defaultValue = "svg,png",
            description = "Of the figures' files: svg, pdf, png. Default: ${DEFAULT-VALUE}.")
    private Set<String> formats;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            defaultValue = "300",
            description = "Pixels per inch of png, 48 to 1200. Default: ${DEFAULT-VALUE}.")
    private int dpi;

    @Option(
            names = "--page-only",
            description = "Write the report and the statistics, and no folder per point.")
    private boolean pageOnly;

    @Option(
            names = "--raw",
            description =
                    "Also write the captured activations as .npy, (images, tokens, channels).")
    private boolean raw;

    @Option(
            names = "--scan",
            description =
                    "Also look inside the scans: Δ after softplus, B, C, the state h of the largest"
                            + " magnitude per channel, and the output y.")
    private boolean scan;

    @Mixin private Output output;

    /** The result for JSON. */
    record Result(
            String report,
            long images,
            @JsonProperty("not_numbers") long notNumbers,
            @JsonProperty("not_finite") Map<String, Long> notFinite,
            double seconds,
            List<String> findings,
            List<Stability> stability) {}

    @Override
    public Integer call() throws IOException {
        FigureOptions options = options();
        FigureSize size = size();
        KnownNames.of("format of figures", List.of("svg", "pdf", "png"))
                .require(formats, "--formats");
        Dataset dataset = Datasets.of(images);
        output.opened(dataset);
        if (limit.orElse(1) < 1) {
            throw new Problem("Expected at least one image, found --limit " + limit.get() + ".");
        }
        try (LoadedModel loaded = model.load(output);
                RawActivationFiles rawFiles = new RawActivationFiles(out.resolve("raw"))) {
            checkBlocks(loaded.network().summary().blocks());
            AnalysisResult result =
                    analyse(loaded, dataset, sample(dataset), raw ? rawFiles : PointConsumer.NONE);
            rawFiles.finish();
            List<PointStatistics> points = List.copyOf(result.points().values());
            AnalysisPage report =
                    new AnalysisPage(
                            "Activations of " + loaded.name(),
                            facts(loaded, dataset, result),
                            points,
                            shown(points),
                            options,
                            loaded.notes());
            AnalysisFolder folder =
                    new AnalysisFolder(
                            out,
                            loaded.name(),
                            dark ? FigureTheme.DARK : FigureTheme.LIGHT,
                            size,
                            List.copyOf(formats));
            folder.write(
                    report,
                    pageOnly ? List.of() : chosen(points).toList(),
                    output.lastingProgress());
            tellNotFinite(result);
            print(folder, result, new Findings(points, threshold));
            return result.notNumbers() < result.images() ? 0 : 1;
        }
    }

    private void tellNotFinite(AnalysisResult result) {
        Logits.note(result.notNumbers(), result.images())
                .ifPresent(note -> output.note(note + "."));
        Map<String, Long> found = result.notFinite();
        found.entrySet().stream()
                .findFirst()
                .ifPresent(
                        first ->
                                output.note(
                                        "%d of %d points hold values that are infinite or not a number, the first of them %s (%,d values)."
                                                .formatted(
                                                        found.size(),
                                                        result.points().size(),
                                                        first.getKey(),
                                                        first.getValue())));
    }

    private FigureOptions options() {
        try {
            return FigureOptions.DEFAULT.withOutlierThreshold(threshold).withBins(bins);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    "Expected a positive threshold and 1 to 10,000 bins, found "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }

    private FigureSize size() {
        if (dpi < 48 || dpi > 1200) {
            throw new Problem("--dpi: expected 48 to 1200, found %d.".formatted(dpi));
        }
        return FigureSize.Page.named(page).at(dpi);
    }

    private int[] sample(Dataset dataset) {
        ImageSample sample = ImageSample.of(dataset, limit.orElse(Integer.MAX_VALUE));
        if (sample.indices().length < dataset.size()) {
            output.note("Analysed are %s.".formatted(sample.words()));
        }
        return sample.indices();
    }

    private void checkBlocks(int count) {
        for (int block : blocks) {
            if (block < 0 || block >= count) {
                throw new Problem(
                        "Expected blocks from 0 to %d, found %d.".formatted(count - 1, block));
            }
        }
    }

    private AnalysisResult analyse(
            LoadedModel loaded, Dataset dataset, int[] chosen, PointConsumer consumer) {
        List<ObservationPoint> points = new ArrayList<>(loaded.network().points());
        if (scan) {
            points.addAll(loaded.network().scanPoints());
        }
        AnalysisResult result =
                new Analyses(loaded, dataset, chosen, broken -> output.note(broken.getMessage()))
                        .run(points, consumer, output.announced("Analysing"));
        if (result.images() == 0) {
            throw new Problem(
                    "None of the " + chosen.length + " images could be read: give others.");
        }
        return result;
    }

    /** The points of the chosen blocks. */
    private Stream<PointStatistics> chosen(List<PointStatistics> points) {
        return points.stream()
                .filter(point -> blocks.isEmpty() || blocks.contains(point.point().block()));
    }

    /**
     * Points of the page: the chosen blocks, or without a choice the worst point by each measure.
     */
    private List<PointStatistics> shown(List<PointStatistics> points) {
        if (!blocks.isEmpty()) {
            return chosen(points).toList();
        }
        Set<PointStatistics> worst = new LinkedHashSet<>();
        for (Measure measure : Measure.values()) {
            measure.worst(points).ifPresent(worst::add);
        }
        return new ArrayList<>(worst);
    }

    private List<AnalysisPage.Fact> facts(
            LoadedModel loaded, Dataset dataset, AnalysisResult result) throws IOException {
        return List.of(
                new AnalysisPage.Fact(
                        "Model", loaded.name() + ", " + loaded.network().summary().family()),
                new AnalysisPage.Fact("Images", result.images() + " of " + dataset.name()),
                new AnalysisPage.Fact("Precision", "fp32, measured"),
                new AnalysisPage.Fact(
                        "Device",
                        MachineDescription.describe(loaded.network().manager().getDevice())),
                new AnalysisPage.Fact("Date", LocalDate.now().toString()),
                new AnalysisPage.Fact("Program", "MambaScope " + ProgramVersion.number()));
    }

    private void print(AnalysisFolder folder, AnalysisResult result, Findings findings) {
        if (output.isJson()) {
            output.json(
                    new Result(
                            folder.page().toString(),
                            result.images(),
                            result.notNumbers(),
                            result.notFinite(),
                            result.seconds(),
                            findings.sentences(),
                            findings.stability()));
            return;
        }
        findings.sentences().forEach(sentence -> output.line("%s", sentence));
        output.line(
                "Analysed %s in %.1f s. Report: %s",
                NumberFormatting.counted(result.images(), "image"),
                result.seconds(),
                folder.page());
    }
}
