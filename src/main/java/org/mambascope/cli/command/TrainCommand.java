package org.mambascope.cli.command;

import org.mambascope.base.Problem;
import org.mambascope.base.file.TemporaryFolder;
import org.mambascope.cli.output.Output;
import org.mambascope.cli.output.Outputs;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.model.preset.NewModel;
import org.mambascope.model.preset.SmallModel;
import org.mambascope.tensor.device.Devices;
import org.mambascope.training.Augmentation;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** {@code train --backbone B --dataset PATH --out FILE}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a small model from scratch.",
            "When it is stopped, the same command goes on where it stopped."
        })
public final class TrainCommand implements Callable<Integer> {
    @Option(
            names = "--backbone",
            required = true,
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}.")
    private SmallModel.Family family;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "PATH",
            description =
                    "A folder with one folder a class, a folder with a labels file, or IDX files.")
    private Path dataset;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The .safetensors to write; its JSON goes beside it.")
    private Path file;

    @Option(names = "--force", description = "Replace a model that is there already.")
    private boolean force;

    @Option(names = "--image-size", paramLabel = "PIXELS", description = "Side of the input.")
    private Optional<Integer> imageSize;

    @Option(names = "--patch-size", paramLabel = "PIXELS", description = "Side of a patch.")
    private Optional<Integer> patchSize;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Channels between blocks (of the first stage).")
    private Optional<Integer> width;

    @Option(
            names = "--depths",
            paramLabel = "N[,N…]",
            split = ",",
            description = "Blocks, of each stage where there are stages.")
    private List<Integer> depths = List.of();

    @Option(names = "--states", paramLabel = "N", description = "States per channel of a scan.")
    private Optional<Integer> states;

    @Option(
            names = "--directions",
            paramLabel = "\"D D …\"",
            description =
                    "Scans of a block of LocalVim or LocalVMamba, as \"h h_flip w2 w2_flip\"."
                            + " Repeatable; blocks take them in turn.")
    private List<String> directions = List.of();

    @Option(
            names = "--classes",
            paramLabel = "NAME[,NAME…]",
            split = ",",
            description = "Names of the classes, where the dataset gives none.")
    private List<String> classes = List.of();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often every image is seen. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images per step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "2e-3",
            description = "The highest one. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            defaultValue = "0.5",
            description = "While the rate rises. Default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.05",
            description = "Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            defaultValue = "0.05",
            description = "From 0 up to 1. Default: ${DEFAULT-VALUE}.")
    private double labelSmoothing;

    @Option(
            names = "--clip",
            paramLabel = "X",
            defaultValue = "1",
            description = "Longest gradient. Default: ${DEFAULT-VALUE}.")
    private double clip;

    @Option(
            names = "--shift",
            paramLabel = "PIXELS",
            defaultValue = "2",
            description = "Images are moved by up to so many. Default: ${DEFAULT-VALUE}.")
    private int shift;

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
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path start = folder.path().resolve("start.safetensors");
            NewModel.write(
                    model().configuration(classCount()),
                    "random weights (seed %d)".formatted(seed),
                    seed,
                    start,
                    output.progress());
            report(Trainer.train(plan(start), output.announced("Training")));
        }
        return 0;
    }

    private SmallModel model() {
        SmallModel usual = SmallModel.of(family);
        return new SmallModel(
                family,
                imageSize.orElse(usual.imageSize()),
                patchSize.orElse(usual.patchSize()),
                width.orElse(usual.width()),
                depths.isEmpty() ? usual.depths() : depths,
                states.orElse(usual.stateSize()),
                directions.isEmpty()
                        ? usual.directions()
                        : directions.stream().map(row -> List.of(row.split(" "))).toList());
    }

    private int classCount() {
        if (!classes.isEmpty()) {
            return classes.size();
        }
        Dataset training = Datasets.open(dataset, Split.TRAIN);
        int named = training.classes().size();
        if (named == 0) {
            throw new Problem(
                    "The dataset %s does not name its classes: name them with --classes."
                            .formatted(dataset));
        }
        return named;
    }

    private TrainingPlan plan(Path start) {
        if (epochs < 1 || batch < 1 || shift < 0) {
            throw new Problem(
                    "Expected at least 1 for --epochs and --batch and 0 for --shift, found %d, %d and %d."
                            .formatted(epochs, batch, shift));
        }
        return new TrainingPlan(
                dataset,
                start,
                file,
                Optional.empty(),
                classes,
                epochs,
                batch,
                new OptimiserSettings(rate, warmUp, weightDecay, labelSmoothing, clip),
                new Augmentation(flips, shift),
                averaging.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                seed,
                Devices.named(device),
                words());
    }

    /** The command as it was typed, without the folders of files, which are another user's. */
    private String words() {
        StringBuilder words = new StringBuilder("mambascope");
        for (String argument : command.commandLine().getParent().getParseResult().originalArgs()) {
            boolean names = argument.equals(dataset.toString()) || argument.equals(file.toString());
            String shown = names ? Path.of(argument).getFileName().toString() : argument;
            words.append(' ').append(shown.contains(" ") ? '"' + shown + '"' : shown);
        }
        return words.toString();
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
                                        "epoch %d: loss %.4f, top-1 %.2f %% while training, %.2f %%"
                                                + " of the test images",
                                        epoch.epoch(),
                                        epoch.loss(),
                                        epoch.trainingAccuracy(),
                                        epoch.testAccuracy()));
        output.line(
                "%s: %,d parameters, top-1 %.2f %% of %,d test images, %.0f min",
                file,
                report.parameters(),
                report.testAccuracy(),
                report.testPictures(),
                report.seconds() / 60);
    }
}
