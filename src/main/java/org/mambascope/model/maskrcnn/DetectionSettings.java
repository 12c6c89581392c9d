package org.mambascope.model.maskrcnn;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Picture;
import org.mambascope.model.vmamba.Grid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Mask R-CNN's weights do not tell: its preprocessing and its choices among candidates
 * ({@code test_cfg} of mmdetection).
 *
 * @param preprocessing of images
 * @param canvas size of every input; empty where each image has its own
 * @param candidates proposals of each level before suppression, at most
 * @param proposalOverlap IoU above which the lower of two proposals is dropped
 * @param proposals after suppression, at most
 * @param leastScore that a detection has
 * @param overlap IoU above which the lower of two detections of a class is dropped
 * @param detections of an image, at most
 */
public record DetectionSettings(
        DetectionPreprocessing preprocessing,
        Optional<Grid> canvas,
        int candidates,
        float proposalOverlap,
        int proposals,
        float leastScore,
        float overlap,
        int detections) {
    /** The input of the network for an image. */
    DetectionPreprocessing.Input input(Picture picture) {
        return canvas.map(size -> preprocessing.onto(picture, size.rows(), size.columns()))
                .orElseGet(() -> preprocessing.apply(picture));
    }

    /** {@code test_cfg} of VMamba's detectors. */
    static DetectionSettings published(DetectionPreprocessing preprocessing) {
        return new DetectionSettings(
                preprocessing, Optional.empty(), 1000, 0.7f, 1000, 0.05f, 0.5f, 100);
    }

    /** As published, but with fewer proposals, for small images with few objects. */
    static DetectionSettings small(DetectionPreprocessing preprocessing) {
        return new DetectionSettings(
                preprocessing, Optional.empty(), 300, 0.7f, 100, 0.05f, 0.5f, 100);
    }

    /** By the names that {@link MaskRcnnRecognition} reads. */
    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("scale", List.of(preprocessing.longSide(), preprocessing.shortSide()));
        arguments.put("pad", preprocessing.divisor());
        arguments.put("mean", preprocessing.mean());
        arguments.put("std", preprocessing.deviation());
        arguments.put("rpn_pre", candidates);
        arguments.put("rpn_nms", proposalOverlap);
        arguments.put("rpn_post", proposals);
        arguments.put("score_thr", leastScore);
        arguments.put("nms", overlap);
        arguments.put("max_per_img", detections);
        return arguments;
    }
}
