package org.mambascope.training.detection;

import ai.djl.Device;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.dataset.annotation.DetectionDataset;
import org.mambascope.experiment.detection.CocoEvaluation;
import org.mambascope.experiment.detection.CocoMetric;
import org.mambascope.experiment.detection.CocoMetrics;
import org.mambascope.experiment.detection.DetectionLimits;
import org.mambascope.experiment.detection.ImageMatches;
import org.mambascope.experiment.detection.OverlapKind;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Tests a detector as users run it: read from its files, with the kernels that models run on.
 *
 * @param dataset that was not learned from
 * @param note hears of images that cannot be read
 */
record HeldOutDetection(DetectionDataset dataset, Device device, Consumer<String> note) {
    /** Detects the objects of all images. */
    DetectionResult run(Path weights) {
        List<ImageMatches> boxes = new ArrayList<>();
        List<ImageMatches> masks = new ArrayList<>();
        try (LoadedModel model = ModelLoader.load(weights, LoadOptions.DEFAULT, device)) {
            for (int index = 0; index < dataset.size(); index++) {
                try {
                    AnnotatedImage image = dataset.image(index);
                    List<Detection> found =
                            found(model.network().detect(dataset.picture(index), Probe.NONE));
                    boxes.add(matches(OverlapKind.BOX, image, found));
                    masks.add(matches(OverlapKind.MASK, image, found));
                } catch (Problem problem) {
                    note.accept(problem.getMessage());
                }
            }
        }
        CocoMetrics ofBoxes = metrics(boxes);
        CocoMetrics ofMasks = metrics(masks);
        return new DetectionResult(
                boxes.size(),
                value(ofBoxes, CocoMetric.AP),
                value(ofBoxes, CocoMetric.AP_50),
                value(ofMasks, CocoMetric.AP),
                value(ofMasks, CocoMetric.AP_50));
    }

    private static ImageMatches matches(
            OverlapKind kind, AnnotatedImage image, List<Detection> found) {
        return ImageMatches.of(kind, DetectionLimits.COCO, image, found);
    }

    private CocoMetrics metrics(List<ImageMatches> images) {
        return new CocoEvaluation(dataset.categories().size(), DetectionLimits.COCO, images)
                .metrics();
    }

    private static double value(CocoMetrics metrics, CocoMetric metric) {
        return metrics.get(metric).orElse(0);
    }

    private static List<Detection> found(Detections detections) {
        return IntStream.range(0, detections.count())
                .mapToObj(
                        i ->
                                new Detection(
                                        detections.labels()[i],
                                        detections.scores()[i],
                                        box(detections, i),
                                        Optional.of(Rle.of(detections.masks().get(i)))))
                .toList();
    }

    private static BoundingBox box(Detections detections, int i) {
        return new BoundingBox(
                detections.boxes().left(i),
                detections.boxes().top(i),
                detections.boxes().width(i),
                detections.boxes().height(i));
    }
}
