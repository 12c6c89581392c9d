package org.mambascope.model.maskrcnn;

import org.mambascope.image.DetectionPreprocessing;

/**
 * What a Mask R-CNN's weights do not tell: its preprocessing and its choices among candidates
 * ({@code test_cfg} of mmdetection).
 *
 * @param preprocessing of images
 * @param candidates proposals of each level before suppression, at most
 * @param proposalOverlap IoU above which the lower of two proposals is dropped
 * @param proposals after suppression, at most
 * @param leastScore that a detection has
 * @param overlap IoU above which the lower of two detections of a class is dropped
 * @param detections of an image, at most
 */
record DetectionSettings(
        DetectionPreprocessing preprocessing,
        int candidates,
        float proposalOverlap,
        int proposals,
        float leastScore,
        float overlap,
        int detections) {}
