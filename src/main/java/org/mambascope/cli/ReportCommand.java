package org.mambascope.cli;

import org.mambascope.activation.Analysis;
import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Problem;
import org.mambascope.base.ProgramVersion;
import org.mambascope.image.Batches;
import org.mambascope.image.Dataset;
import org.mambascope.image.Datasets;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.FigureOptions;
import org.mambascope.report.Findings;
import org.mambascope.report.HtmlReport;
import org.mambascope.report.SessionReport;
import org.mambascope.report.session.SavedSession;
import org.mambascope.tensor.Machine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** {@code report SESSION --out FILE}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes a session that the window saved as one HTML page: model, images, figures,"
                        + " runs, paired tests, sensitivity and bit search.")
final class ReportCommand implements Callable<Integer> {
    private static final int BATCH = 8;
    private static final int USUAL = 32;
    private static final int PICTURES = 24;

    @Parameters(
            index = "0",
            paramLabel = "SESSION",
            description = "A .mambascope file. Its model and images are analysed again.")
    private Path file;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The .html to write.")
    private Path out;

    @Mixin private LoadingOptions loading;

    @Mixin private Output output;

    /** The result for JSON. */
    record Result(String report, int runs, long images, List<String> findings) {}

    @Override
    public Integer call() throws IOException {
        SavedSession session = SavedSession.read(file);
        Path weights =
                session.model()
                        .map(Path::of)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "Expected a session with a model, found none in %s."
                                                        .formatted(file)));
        if (session.images().isEmpty()) {
            throw new Problem(
                    "Expected a session with images, found none in %s. Open some and save it again."
                            .formatted(file));
        }
        Dataset dataset = Datasets.of(session.images().stream().map(Path::of).toList());
        int wanted =
                Math.min(session.sampleSize() > 0 ? session.sampleSize() : USUAL, dataset.size());
        int[] sample =
                IntStream.range(0, wanted)
                        .map(i -> (int) ((long) i * dataset.size() / wanted))
                        .toArray();
        try (LoadedModel model = loading.open(weights, Optional.empty(), output).model()) {
            Batches batches =
                    new Batches(
                            dataset,
                            sample,
                            model.preprocessing(),
                            BATCH,
                            broken -> output.note(broken.getMessage()));
            AnalysisResult result =
                    new Analysis(model.network()).run(batches, wanted, output.progress());
            List<Picture> pictures =
                    IntStream.of(sample)
                            .limit(PICTURES)
                            .mapToObj(index -> model.preprocessing().fit(dataset.picture(index)))
                            .toList();
            List<PointStatistics> points = List.copyOf(result.points().values());
            HtmlReport analysis =
                    new HtmlReport(
                            "Session of " + model.name(),
                            facts(model, dataset, result),
                            points,
                            shown(points, session.point()),
                            FigureOptions.DEFAULT,
                            model.notes());
            new SessionReport(analysis, pictures, session).write(out);
            print(session, result, points);
        }
        return 0;
    }

    /** The point that was in view, else the worst by each measure. */
    private static List<PointStatistics> shown(
            List<PointStatistics> points, Optional<String> chosen) {
        Set<PointStatistics> shown = new LinkedHashSet<>();
        points.stream()
                .filter(each -> chosen.filter(each.point().name()::equals).isPresent())
                .forEach(shown::add);
        if (shown.isEmpty()) {
            for (Measure measure : Measure.values()) {
                measure.worst(points).ifPresent(shown::add);
            }
        }
        return List.copyOf(shown);
    }

    private static List<HtmlReport.Fact> facts(
            LoadedModel model, Dataset dataset, AnalysisResult result) {
        return List.of(
                new HtmlReport.Fact(
                        "Model", model.name() + ", " + model.network().summary().family()),
                new HtmlReport.Fact("Images", result.images() + " of " + dataset.name()),
                new HtmlReport.Fact(
                        "Device", Machine.describe(model.network().manager().getDevice())),
                new HtmlReport.Fact("Date", LocalDate.now().toString()),
                new HtmlReport.Fact("Program", "MambaScope " + ProgramVersion.number()));
    }

    private void print(SavedSession session, AnalysisResult result, List<PointStatistics> points) {
        int runs = session.parts().runs().runs().size();
        if (output.isJson()) {
            output.json(
                    new Result(
                            out.toString(),
                            runs,
                            result.images(),
                            Findings.of(points).sentences()));
        } else {
            output.line("%s: %d runs, %d images analysed", out, runs, result.images());
        }
    }
}
