package org.mambascope.cli.option;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.dataset.detection.DetectionDatasets;
import org.mambascope.model.maskrcnn.MaskRcnnConfiguration;
import org.mambascope.model.preset.PretrainedBackbone;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.detection.DetectionTask;
import org.mambascope.training.detection.RandomSampler;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** Options of a training of a detector. */
public final class DetectorTraining {
    private static final int BATCH = 10;
    private static final int SIDE = 128;

    @Option(
            names = "--test",
            paramLabel = "DATASET",
            description =
                    "Images to test a detector on after every epoch, as --dataset. Default:"
                            + " scenes:val:300.")
    private Optional<String> test;

    @Option(
            names = "--pretrained",
            paramLabel = "FILE",
            description =
                    "A VMamba of four stages that classifies, with whose backbone a detector begins"
                            + " to learn.")
    private Optional<Path> pretrained;

    @Option(
            names = "--regions",
            paramLabel = "N",
            defaultValue = "32",
            description =
                    "Regions of an image from which the heads of a detector learn. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int regions;

    /**
     * The chosen model and its task.
     *
     * @param imageSize side of the square that images are brought into
     * @param flips whether half of the images are mirrored
     * @throws Problem if a dataset cannot be opened, or an option is impossible
     */
    public TrainingChoices choices(String dataset, Optional<Integer> imageSize, boolean flips) {
        if (regions < 1) {
            throw new Problem("Expected at least one region, found %d.".formatted(regions));
        }
        DetectionDataset training = DetectionDatasets.open(dataset);
        int scale = imageSize.orElse(SIDE);
        int classes = training.categories().size();
        Optional<PretrainedBackbone> backbone = pretrained.map(PretrainedBackbone::new);
        return new TrainingChoices(
                backbone.map(known -> known.detector(scale, classes))
                        .orElseGet(() -> MaskRcnnConfiguration.small(scale, classes)),
                start -> backbone.ifPresent(known -> known.into(start)),
                new DetectionTask(
                        training,
                        DetectionDatasets.open(test.orElse("scenes:val:300")),
                        flips,
                        DetectionTask.ANCHORS,
                        new RandomSampler(regions, DetectionTask.POSITIVE_REGIONS)),
                BATCH,
                OptimiserSettings.DETECTOR);
    }
}
