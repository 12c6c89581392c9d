package org.mambascope.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.VisualMamba;

import java.util.Map;

/** Images of one step of learning. */
public interface LearningBatch {
    /** Number of images. */
    int size();

    /**
     * Computes the loss.
     *
     * @param scope owner of everything that is computed
     */
    Loss loss(VisualMamba network, NDManager scope);

    /**
     * A loss.
     *
     * @param value a mean over the images, through which gradients flow
     * @param figures that are averaged over the images of an epoch, by name
     */
    record Loss(NDArray value, Map<String, Double> figures) {}
}
