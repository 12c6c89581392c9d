package org.mambascope.dataset.annotation;

import org.mambascope.image.mask.BoundingBox;
import org.mambascope.image.mask.Rle;

import java.util.Optional;

/**
 * An object that a detector found in an image.
 *
 * @param category its number in {@link DetectionDataset#categories}
 * @param score the higher the surer
 * @param box around it
 * @param mask its pixels, in an image of the dataset's size; empty where only boxes were asked for
 */
public record Detection(int category, double score, BoundingBox box, Optional<Rle> mask) {
    public Detection {
        if (category < 0 || !Double.isFinite(score)) {
            throw new IllegalArgumentException("a detection has a category and a finite score");
        }
        // Both zeros are one score, for which the order decides.
        score += 0.0;
    }
}
