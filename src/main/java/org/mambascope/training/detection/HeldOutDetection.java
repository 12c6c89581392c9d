package org.mambascope.training.detection;

import ai.djl.Device;

import org.mambascope.base.Progress;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.experiment.detection.CocoMetric;
import org.mambascope.experiment.detection.CocoMetrics;
import org.mambascope.experiment.task.DetectionAnswers;
import org.mambascope.experiment.task.DetectionEvaluation;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Tests a detector as users run it: read from its files, with the kernels that models run on.
 *
 * @param dataset that was not learned from
 * @param note hears of images that cannot be read
 */
record HeldOutDetection(DetectionDataset dataset, Device device, Consumer<String> note) {
    /** Detects the objects of all images. */
    DetectionResult run(Path weights) {
        try (LoadedModel model = ModelLoader.load(weights, LoadOptions.DEFAULT, device)) {
            DetectionAnswers answers =
                    new DetectionEvaluation(
                                    model, dataset, problem -> note.accept(problem.getMessage()))
                            .run(dataset.size(), Progress.NONE);
            CocoMetrics boxes = answers.boxes().metrics();
            CocoMetrics masks = answers.masks().metrics();
            return new DetectionResult(
                    answers.images(),
                    value(boxes, CocoMetric.AP),
                    value(boxes, CocoMetric.AP_50),
                    value(masks, CocoMetric.AP),
                    value(masks, CocoMetric.AP_50));
        }
    }

    private static double value(CocoMetrics metrics, CocoMetric metric) {
        return metrics.get(metric).orElse(0);
    }
}
