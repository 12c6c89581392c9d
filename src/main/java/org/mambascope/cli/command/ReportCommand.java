package org.mambascope.cli.command;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointConsumer;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.cli.option.LoadingOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.page.Findings;
import org.mambascope.report.page.SessionPage;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.session.RunsState;
import org.mambascope.session.SessionFile;
import org.mambascope.session.SessionState;
import org.mambascope.workflow.Analyses;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code report SESSION --out FILE}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes a session that the window saved as one HTML page: model, images, figures,"
                        + " runs with their bits, paired tests, the plan, sensitivity and bit search.")
public final class ReportCommand implements Callable<Integer> {
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
        SessionState session = SessionFile.read(file);
        Path weights =
                session.model()
                        .map(Path::of)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                "Expected a session with a model, found none in %s: open one and save it again."
                                                        .formatted(file)));
        if (session.images().isEmpty()) {
            throw new Problem(
                    "Expected a session with images, found none in %s: open some and save it again."
                            .formatted(file));
        }
        List<Path> images = session.images().stream().map(Path::of).toList();
        AtomicFile.check(out, Stream.concat(Stream.of(weights), images.stream()).toList());
        Dataset dataset = Datasets.of(images);
        int wanted =
                Math.min(session.sampleSize() > 0 ? session.sampleSize() : USUAL, dataset.size());
        int[] sample =
                IntStream.range(0, wanted)
                        .map(i -> (int) ((long) i * dataset.size() / wanted))
                        .toArray();
        try (LoadedModel model = loading.open(weights, Optional.empty(), output).model()) {
            AnalysisResult result =
                    new Analyses(model, dataset, sample, broken -> output.note(broken.getMessage()))
                            .run(model.network().points(), PointConsumer.NONE, output.progress());
            List<Picture> pictures =
                    IntStream.of(sample)
                            .limit(PICTURES)
                            .mapToObj(index -> model.preprocessing().fit(dataset.picture(index)))
                            .toList();
            SessionPage.of(model, result, pictures, session).write(out);
            print(session, result);
        }
        return 0;
    }

    private void print(SessionState session, AnalysisResult result) {
        int runs = session.parts().runs().orElse(RunsState.NOTHING).runs().size();
        if (output.isJson()) {
            output.json(
                    new Result(
                            out.toString(),
                            runs,
                            result.images(),
                            Findings.of(result.points().values()).sentences()));
        } else {
            output.line(
                    "%s: %s, %s analysed",
                    out,
                    NumberFormatting.counted(runs, "run"),
                    NumberFormatting.counted(result.images(), "image"));
        }
    }
}
