package org.mambascope.cli;

import org.mambascope.base.Problem;
import org.mambascope.experiment.Accuracy;
import org.mambascope.experiment.Evaluation;
import org.mambascope.image.Datasets;
import org.mambascope.image.Split;
import org.mambascope.model.LoadedModel;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code evaluate MODEL --dataset PATH}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measures a model's accuracy on a dataset.")
final class EvaluateCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;

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
            defaultValue = "2147483647",
            description = "Only the first N images.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private long limit;

    @Mixin private Output output;

    /** The result for JSON; percentages are 0 … 100. */
    record Result(
            String model,
            String dataset,
            long images,
            double top1,
            double top5,
            long skipped,
            double seconds) {}

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new Problem("Expected at least one image for --limit, found " + limit + ".");
        }
        try (LoadedModel loaded = model.load(output)) {
            Evaluation evaluation =
                    new Evaluation(
                            loaded,
                            Datasets.open(dataset, Split.TEST),
                            broken -> output.note(broken.getMessage()));
            output.note(evaluation.classMatching());
            Accuracy accuracy = evaluation.run(limit, output.progress());
            if (output.isJson()) {
                output.json(
                        new Result(
                                loaded.name(),
                                dataset.toString(),
                                accuracy.images(),
                                accuracy.top1(),
                                accuracy.top5(),
                                accuracy.skipped(),
                                accuracy.seconds()));
            } else {
                output.line(
                        "%s: top-1 %.2f %%, top-5 %.2f %% of %,d images in %.1f s (fp32)",
                        loaded.name(),
                        accuracy.top1(),
                        accuracy.top5(),
                        accuracy.images(),
                        accuracy.seconds());
            }
        }
        return 0;
    }
}
