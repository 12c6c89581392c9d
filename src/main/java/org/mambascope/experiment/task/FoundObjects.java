package org.mambascope.experiment.task;

import org.mambascope.dataset.annotation.Detection;
import org.mambascope.image.mask.Rle;
import org.mambascope.model.detection.Detections;

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
        return new Detection(
                category,
                found.scores()[i],
                found.boxes().bounds(i),
                Optional.of(Rle.of(found.masks().get(i))));
    }
}
