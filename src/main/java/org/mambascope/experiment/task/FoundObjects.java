package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.Detection;
import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.detection.box.Boxes;

import java.util.Optional;

/** A detector's answers in the terms of datasets. */
final class FoundObjects {
    private FoundObjects() {}

    /**
     * One object.
     *
     * @param category of a dataset
     */
    static Detection detection(Detections found, int i, int category) {
        Boxes at = found.boxes();
        return new Detection(
                category,
                found.scores()[i],
                new BoundingBox(at.left(i), at.top(i), at.width(i), at.height(i)),
                Optional.of(Rle.of(found.masks().get(i))));
    }
}
