package org.mambascope.training;

import ai.djl.Device;

import org.mambascope.image.Preprocessing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All choices of a training.
 *
 * @param dataset labelled images; where it is not divided, every tenth is held out for testing
 * @param start weights to start from, with the JSON that describes them in the same folder
 * @param output path of the model, {@code NAME.safetensors}; {@code NAME.json} is written next to
 *     it, and {@code NAME.checkpoint.safetensors} while training goes on
 * @param preprocessing of images; where it is empty, that of the JSON next to {@code start}, else
 *     black borders around images that are smaller than the input, else ImageNet's
 * @param classes names of the classes; where they are empty, those that dataset or JSON give
 * @param epochs passes over the images
 * @param batchSize images per step
 * @param averaging weight of the past in a running average of the weights, which is then the model;
 *     empty for none
 * @param seed of everything random: the same gives the same model, up to the order of sums
 * @param command for the record: how the training was started
 */
public record TrainingPlan(
        Path dataset,
        Path start,
        Path output,
        Optional<Preprocessing> preprocessing,
        List<String> classes,
        int epochs,
        int batchSize,
        OptimiserSettings optimisation,
        Augmentation augmentation,
        OptionalDouble averaging,
        long seed,
        Device device,
        String command) {
    public TrainingPlan {
        classes = List.copyOf(classes);
        if (epochs < 1 || batchSize < 1) {
            throw new IllegalArgumentException("training has at least one epoch and one image");
        }
    }

    /** A plan with what suits small models, to be trained on the CPU. */
    public static TrainingPlan of(Path dataset, Path start, Path output, int epochs) {
        return new TrainingPlan(
                dataset,
                start,
                output,
                Optional.empty(),
                List.of(),
                epochs,
                128,
                OptimiserSettings.DEFAULT,
                new Augmentation(true, 2),
                OptionalDouble.empty(),
                0,
                Device.cpu(),
                "");
    }

    /** Settings that must be the same for a training to be continued. */
    String settings() {
        return "%d epochs, batches of %d, %s, %s, averaging %s, seed %d"
                .formatted(
                        epochs,
                        batchSize,
                        optimisation,
                        augmentation,
                        averaging.isPresent() ? averaging.getAsDouble() : "none",
                        seed);
    }
}
