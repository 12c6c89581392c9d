package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.experiment.evaluation.Prediction;
import org.mambascope.experiment.task.DetectionList;
import org.mambascope.image.Picture;
import org.mambascope.model.ClassifierHead;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.logits.Logits;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** {@code predict MODEL IMAGE…}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description =
                "Says what a model sees in images: its first five classes, or the objects that a"
                        + " detector finds.")
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

    @Option(
            names = "--score",
            paramLabel = "X",
            defaultValue = "0.3",
            description =
                    "Least score of an object that a detector finds, 0 to 1. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double score;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Write a detector's objects as COCO's results, a .json.")
    private Optional<Path> file;

    @Option(
            names = "--draw",
            paramLabel = Outputs.FOLDER,
            description =
                    "Write each image with a detector's boxes, masks and scores over it, a .png.")
    private Optional<Path> drawings;

    /**
     * Predictions of a model for one image: none where its logits are not numbers.
     *
     * @param probability softmax or sigmoid of the logits
     */
    record Seen(String image, String probability, List<Prediction> predictions) {}

    /**
     * An object in an image.
     *
     * @param box left, top, width and height in pixels
     * @param area of its mask, in pixels
     */
    record Found(String name, double score, List<Double> box, int area) {}

    /** Objects that a detector found in an image. */
    record Scene(String image, List<Found> objects) {}

    @Override
    public Integer call() {
        if (!(score >= 0 && score <= 1)) {
            throw new Problem("Expected --score from 0 to 1, found %s.".formatted(score));
        }
        Optional<DrawnImages> drawn = drawings.map(folder -> new DrawnImages(folder, images));
        Dataset dataset = Datasets.of(images);
        output.opened(dataset);
        try (LoadedModel loaded = model.load(output)) {
            if (drawings.or(() -> file).isPresent()) {
                loaded.requireDetector();
            }
            return switch (loaded.network().head()) {
                case ClassifierHead _ -> classes(loaded, dataset);
                case DetectorHead _ -> objects(loaded, dataset, drawn);
            };
        }
    }

    private int objects(LoadedModel loaded, Dataset dataset, Optional<DrawnImages> drawn) {
        List<Scene> scenes = new ArrayList<>();
        DetectionList results = new DetectionList(loaded);
        read(
                dataset,
                picture -> {
                    Detections found = results.add(picture).atLeast(score);
                    scenes.add(scene(loaded, found, picture));
                    drawn.ifPresent(folder -> folder.write(loaded, picture, found));
                });
        file.ifPresent(results::write);
        if (output.isJson()) {
            output.json(scenes);
        } else {
            scenes.forEach(this::print);
        }
        return scenes.size() == dataset.size() ? 0 : 1;
    }

    private static Scene scene(LoadedModel loaded, Detections found, Picture picture) {
        return new Scene(
                picture.name(),
                IntStream.range(0, found.count())
                        .mapToObj(
                                i ->
                                        new Found(
                                                loaded.className(found.labels()[i]),
                                                found.scores()[i],
                                                found.boxes().bounds(i).toList(),
                                                found.masks().get(i).area()))
                        .toList());
    }

    private void read(Dataset dataset, Consumer<Picture> reader) {
        for (int index = 0; index < dataset.size(); index++) {
            try {
                reader.accept(dataset.picture(index));
            } catch (Problem broken) {
                output.note(broken.getMessage());
            }
        }
    }

    private int classes(LoadedModel loaded, Dataset dataset) {
        List<Seen> results = new ArrayList<>();
        read(
                dataset,
                picture ->
                        results.add(
                                new Seen(
                                        picture.name(),
                                        loaded.isSigmoid() ? "sigmoid" : "softmax",
                                        Prediction.top(loaded, picture, FIRST))));
        if (output.isJson()) {
            output.json(results);
        } else {
            results.forEach(this::print);
        }
        long notNumbers = results.stream().filter(seen -> seen.predictions().isEmpty()).count();
        Logits.note(notNumbers, results.size()).ifPresent(note -> output.note(note + "."));
        return results.size() == dataset.size() && notNumbers < results.size() ? 0 : 1;
    }

    private void print(Scene scene) {
        output.line("%s", scene.image());
        if (scene.objects().isEmpty()) {
            output.line("  no object with a score of at least %.2f", score);
        }
        for (Found found : scene.objects()) {
            output.line(
                    "  %.3f  %-16s at %.0f, %.0f, %.0f × %.0f pixels",
                    found.score(),
                    found.name(),
                    found.box().get(0),
                    found.box().get(1),
                    found.box().get(2),
                    found.box().get(3));
        }
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
