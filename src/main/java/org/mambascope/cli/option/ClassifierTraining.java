package org.mambascope.cli.option;

import org.mambascope.base.Problem;
import org.mambascope.dataset.Dataset;
import org.mambascope.dataset.Datasets;
import org.mambascope.dataset.Split;
import org.mambascope.model.preset.SmallModel;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.classification.Augmentation;
import org.mambascope.training.classification.ClassificationTask;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Options of a training of a classifier. */
public final class ClassifierTraining {
    private static final int BATCH = 128;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. Needed to classify; a VMamba detects.")
    private Optional<SmallModel.Family> family;

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
            names = "--label-smoothing",
            paramLabel = "X",
            defaultValue = "0.05",
            description = "From 0 up to 1. Default: ${DEFAULT-VALUE}.")
    private double labelSmoothing;

    @Option(
            names = "--shift",
            paramLabel = "PIXELS",
            defaultValue = "2",
            description = "Images are moved by up to so many. Default: ${DEFAULT-VALUE}.")
    private int shift;

    /** Side of the input; empty if not given. */
    public Optional<Integer> imageSize() {
        return imageSize;
    }

    /**
     * The chosen model and its task.
     *
     * @param flips whether half of the images are mirrored
     * @throws Problem if an option is missing or impossible
     */
    public TrainingChoices choices(Path dataset, boolean flips) {
        SmallModel model = model();
        if (shift < 0 || labelSmoothing < 0 || labelSmoothing >= 1) {
            throw new Problem(
                    "Expected no negative shift and label smoothing from 0 up to 1, found %d and %s."
                            .formatted(shift, labelSmoothing));
        }
        return new TrainingChoices(
                model.configuration(classCount(dataset)),
                _ -> {},
                new ClassificationTask(
                        dataset,
                        Optional.empty(),
                        classes,
                        new Augmentation(flips, shift),
                        labelSmoothing),
                BATCH,
                OptimiserSettings.CLASSIFIER);
    }

    private SmallModel model() {
        SmallModel.Family chosen =
                family.orElseThrow(
                        () ->
                                new Problem(
                                        "Expected a backbone to train a classifier, found none: say --backbone with one of vim, vmamba, localvim and localvmamba, or --task detection."));
        SmallModel usual = SmallModel.of(chosen);
        return new SmallModel(
                chosen,
                imageSize.orElse(usual.imageSize()),
                patchSize.orElse(usual.patchSize()),
                width.orElse(usual.width()),
                depths.isEmpty() ? usual.depths() : depths,
                states.orElse(usual.stateSize()),
                directions.isEmpty()
                        ? usual.directions()
                        : directions.stream().map(row -> List.of(row.split(" "))).toList());
    }

    private int classCount(Path dataset) {
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
}
