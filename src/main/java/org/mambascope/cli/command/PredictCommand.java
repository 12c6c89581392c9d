package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.experiment.evaluation.Prediction;
import org.mambascope.image.Picture;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.logits.Logits;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code predict MODEL IMAGE…}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Says what a model sees in images: its first five classes.")
public final class PredictCommand implements Callable<Integer> {
    private static final int FIRST = 5;

    @Mixin private ModelOptions model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "Images, or folders of images.")
    private List<Path> images;

    @Mixin private Output output;

    /**
     * Predictions of a model for one image: none where its logits are not numbers.
     *
     * @param probability softmax or sigmoid of the logits
     */
    record Seen(String image, String probability, List<Prediction> predictions) {}

    @Override
    public Integer call() {
        Dataset dataset = Datasets.of(images);
        output.opened(dataset);
        List<Seen> results = new ArrayList<>();
        try (LoadedModel loaded = model.load(output)) {
            for (int index = 0; index < dataset.size(); index++) {
                try {
                    Picture picture = dataset.picture(index);
                    results.add(
                            new Seen(
                                    picture.name(),
                                    loaded.isSigmoid() ? "sigmoid" : "softmax",
                                    Prediction.top(loaded, picture, FIRST)));
                } catch (Problem broken) {
                    output.note(broken.getMessage());
                }
            }
        }
        if (output.isJson()) {
            output.json(results);
        } else {
            results.forEach(this::print);
        }
        long notNumbers = results.stream().filter(seen -> seen.predictions().isEmpty()).count();
        Logits.note(notNumbers, results.size()).ifPresent(note -> output.note(note + "."));
        return results.size() == dataset.size() && notNumbers < results.size() ? 0 : 1;
    }

    private void print(Seen seen) {
        output.line("%s", seen.image());
        if (seen.predictions().isEmpty()) {
            output.line("  no class: the logits are not numbers");
        }
        for (Prediction prediction : seen.predictions()) {
            output.line("  %5.1f %%  %s", 100 * prediction.probability(), prediction.name());
        }
    }
}
