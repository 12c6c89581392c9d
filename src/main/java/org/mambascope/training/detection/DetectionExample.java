package org.mambascope.training.detection;

import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.model.detection.box.Boxes;
import org.mambascope.model.detection.box.FeatureMap;

import java.util.List;
import java.util.Optional;

/**
 * An image to learn from.
 *
 * @param input of the network
 * @param objects boxes around them, in pixels of the input
 * @param labels their classes
 * @param masks 1 at the pixels of each object, 0 elsewhere, in pixels of the image; empty where its
 *     outline is not known
 */
@SuppressWarnings("ArrayRecordComponent")
record DetectionExample(
        DetectionPreprocessing.Input input,
        Boxes objects,
        int[] labels,
        List<Optional<FeatureMap>> masks) {
    DetectionExample {
        masks = List.copyOf(masks);
        if (labels.length != objects.count() || masks.size() != objects.count()) {
            throw new IllegalArgumentException("an object has a box, a class and a mask");
        }
    }
}
