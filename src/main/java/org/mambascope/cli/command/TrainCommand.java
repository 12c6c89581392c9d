package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.base.file.TemporaryFolder;
import org.mambascope.cli.option.ClassifierTraining;
import org.mambascope.cli.option.DetectorTraining;
import org.mambascope.cli.option.TrainingChoices;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.model.preset.NewModel;
import org.mambascope.tensor.device.Devices;
import org.mambascope.training.EpochResult;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.Trainer;
import org.mambascope.training.TrainingPlan;
import org.mambascope.training.TrainingReport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code train --dataset DATASET --out FILE}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a small model from scratch.",
            "When it is stopped, the same command goes on where it stopped."
        })
public final class TrainCommand implements Callable<Integer> {
    /** What is learned. */
    private enum Learned {
        CLASSIFICATION,
        DETECTION
    }

    @Option(
            names = "--task",
            paramLabel = "NAME",
            defaultValue = "classification",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Learned task;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "DATASET",
            description =
                    "To classify: a folder with one folder a class, a folder with a labels file, or"
                            + " IDX files. To detect: scenes:train, or images with COCO's"
                            + " annotations.")
    private String dataset;

    @Mixin private ClassifierTraining classifier;

    @Mixin private DetectorTraining detector;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The .safetensors to write; its JSON goes beside it.")
    private Path file;

    @Option(names = "--force", description = "Replace a model that is there already.")
    private boolean force;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "How often every image, or as many as --epoch-images, are seen. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--epoch-images",
            paramLabel = "N",
            description =
                    "Images of an epoch, after which the model is written and tested: in each the"
                            + " next ones. All if not given.")
    private Optional<Integer> epochImages;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images per step. Default: 128 to classify, 10 to detect.")
    private Optional<Integer> batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "The highest one. Default: 2e-3 to classify, 1.5e-3 to detect.")
    private Optional<Double> rate;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "While the rate rises. Default: 0.5 to classify, 0.2 to detect.")
    private Optional<Double> warmUp;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.05",
            description = "Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--clip",
            paramLabel = "X",
            description = "Longest gradient. Default: 1 to classify, 5 to detect.")
    private Optional<Double> clip;

    @Option(
            names = "--flips",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether half of the images are mirrored.")
    private boolean flips;

    @Option(
            names = "--averaging",
            paramLabel = "X",
            description =
                    "Weight of the past in a running average of the weights, as 0.999. None if not"
                            + " given.")
    private Optional<Double> averaging;

    @Option(names = "--half", description = "Write the model in half precision, in half the bytes.")
    private boolean half;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu, gpu0, gpu1 … Default: ${DEFAULT-VALUE}.")
    private String device;

    @Mixin private Output output;

    @Spec private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        if (!force && !Trainer.isUnfinished(file)) {
            Outputs.requireNew(file);
        }
        TrainingChoices choices =
                switch (task) {
                    case CLASSIFICATION -> classifier.choices(path(), flips);
                    case DETECTION -> detector.choices(dataset, classifier.imageSize(), flips);
                };
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path start = folder.path().resolve("start.safetensors");
            NewModel.write(
                    choices.configuration(),
                    "random weights (seed %d)".formatted(seed),
                    seed,
                    start,
                    output.progress());
            choices.known().accept(start);
            report(Trainer.train(plan(choices, start), output.announced("Training")));
        }
        return 0;
    }

    private Path path() {
        try {
            return Path.of(dataset);
        } catch (InvalidPathException e) {
            throw new Problem("Expected the path of a dataset, found %s.".formatted(dataset), e);
        }
    }

    private TrainingPlan plan(TrainingChoices choices, Path start) {
        int images = batch.orElse(choices.batch());
        if (epochs < 1 || images < 1 || epochImages.orElse(1) < 1) {
            throw new Problem(
                    "Expected at least one epoch, one image in it and one image a step, found %d, %d and %d."
                            .formatted(epochs, epochImages.orElse(1), images));
        }
        OptimiserSettings usual = choices.optimisation();
        return new TrainingPlan(
                choices.task(),
                start,
                file,
                epochs,
                epochImages.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                images,
                new OptimiserSettings(
                        rate.orElse(usual.rate()),
                        warmUp.orElse(usual.warmUpEpochs()),
                        weightDecay,
                        clip.orElse(usual.longestGradient()),
                        usual.lastShare()),
                averaging.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                seed,
                Devices.named(device),
                half,
                new RecordedCommand(file)
                        .words(command.commandLine().getParent().getParseResult().originalArgs()));
    }

    private void report(TrainingReport report) {
        if (output.isJson()) {
            output.json(report);
            return;
        }
        report.notes().forEach(output::note);
        report.curve()
                .forEach(
                        epoch ->
                                output.line(
                                        "epoch %d: loss %.4f, %s",
                                        epoch.epoch(), epoch.loss(), figures(epoch)));
        output.line(
                "%s: %,d parameters, %s, %.0f min",
                file, report.parameters(), report.test().words(), report.seconds() / 60);
    }

    private static String figures(EpochResult epoch) {
        return epoch.figures().entrySet().stream()
                .map(
                        figure ->
                                String.format(
                                        Locale.ROOT, "%s %.4f", figure.getKey(), figure.getValue()))
                .collect(Collectors.joining(", "));
    }
}
