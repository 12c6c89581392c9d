package org.mambascope.experiment.detection;

import org.mambascope.base.Problem;
import org.mambascope.dataset.annotation.AnnotatedImage;
import org.mambascope.dataset.annotation.AnnotatedObject;
import org.mambascope.dataset.annotation.Detection;
import org.mambascope.image.mask.Rle;

import java.util.List;

/** What of detections and objects is compared. */
public enum OverlapKind {
    /** Boxes around them. */
    BOX,
    /** Their pixels. */
    MASK;

    /** Area of a detection in pixels, by which it is small, medium or large. */
    double area(Detection detection) {
        return switch (this) {
            case BOX -> detection.box().area();
            case MASK -> mask(detection).area();
        };
    }

    /**
     * IoU of each detection with each object, detections × objects.
     *
     * @throws Problem if masks are to be compared and one is missing
     */
    double[][] overlaps(
            AnnotatedImage image, List<Detection> detections, List<AnnotatedObject> objects) {
        double[][] overlaps = new double[detections.size()][objects.size()];
        for (int j = 0; j < objects.size(); j++) {
            AnnotatedObject object = objects.get(j);
            switch (this) {
                case BOX -> {
                    for (int i = 0; i < overlaps.length; i++) {
                        overlaps[i][j] =
                                detections.get(i).box().overlap(object.box(), object.crowd());
                    }
                }
                case MASK -> {
                    Rle mask = mask(image, object);
                    for (int i = 0; i < overlaps.length; i++) {
                        overlaps[i][j] = mask(detections.get(i)).overlap(mask, object.crowd());
                    }
                }
            }
        }
        return overlaps;
    }

    private static Rle mask(Detection detection) {
        return detection
                .mask()
                .orElseThrow(
                        () ->
                                new Problem(
                                        "The detections have no masks: expected a mask of each to compare masks, found boxes alone."));
    }

    private static Rle mask(AnnotatedImage image, AnnotatedObject object) {
        return object.segmentation()
                .mask(image.height(), image.width())
                .orElseThrow(
                        () ->
                                new Problem(
                                        "%s: expected an outline of each object to compare masks, found one with a box alone."
                                                .formatted(image.name())));
    }
}
