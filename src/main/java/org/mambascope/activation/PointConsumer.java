package org.mambascope.activation;

import org.mambascope.model.ObservationPoint;

/** Is shown the raw values of every watched point while an analysis runs. */
@FunctionalInterface
public interface PointConsumer {
    /** Lets them pass. */
    PointConsumer NONE = (point, firstImage, values) -> {};

    /**
     * Takes the values of a batch at a point.
     *
     * @param point of the values
     * @param firstImage number of the batch's first image, counted from 0 through the analysis
     * @param values row-major (images, tokens, channels); not to be changed
     */
    void take(ObservationPoint point, long firstImage, float[] values);
}
