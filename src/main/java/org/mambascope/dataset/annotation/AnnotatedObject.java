package org.mambascope.dataset.annotation;

import org.mambascope.image.mask.BoundingBox;

/**
 * An object in an image.
 *
 * @param category its number in {@link DetectionDataset#categories}
 * @param box around it
 * @param area in pixels, by which it is small, medium or large
 * @param crowd true for a region of many objects, in which detections are neither right nor wrong
 * @param segmentation its outline
 */
public record AnnotatedObject(
        int category, BoundingBox box, double area, boolean crowd, Segmentation segmentation) {}
