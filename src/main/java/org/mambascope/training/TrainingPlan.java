package org.mambascope.training;

import ai.djl.Device;

import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * All choices of a training.
 *
 * @param task what is learned
 * @param start weights to start from, with the JSON that describes them in the same folder
 * @param output path of the model, {@code NAME.safetensors}; {@code NAME.json} is written next to
 *     it, and {@code NAME.checkpoint.safetensors} while training goes on
 * @param epochs passes over the images
 * @param epochImages images of an epoch, the next of them in each; empty for all
 * @param batchSize images per step
 * @param averaging weight of the past in a running average of the weights, which is then the model;
 *     empty for none
 * @param seed of everything random: the same gives the same model, up to the order of sums
 * @param half whether the model's weights are written in half precision
 * @param command for the record: how the training was started
 */
public record TrainingPlan(
        Task task,
        Path start,
        Path output,
        int epochs,
        OptionalInt epochImages,
        int batchSize,
        OptimiserSettings optimisation,
        OptionalDouble averaging,
        long seed,
        Device device,
        boolean half,
        String command) {
    public TrainingPlan {
        if (epochs < 1 || batchSize < 1 || epochImages.orElse(1) < 1) {
            throw new IllegalArgumentException("training has at least one epoch and one picture");
        }
    }

    /** Settings that must be the same for a training to be continued. */
    String settings() {
        String images =
                epochImages.isPresent() ? " of %,d images".formatted(epochImages.getAsInt()) : "";
        return "%d epochs%s, batches of %d, %s, %s, averaging %s, seed %d"
                .formatted(
                        epochs,
                        images,
                        batchSize,
                        optimisation,
                        task.settings(),
                        averaging.isPresent() ? averaging.getAsDouble() : "none",
                        seed);
    }
}
