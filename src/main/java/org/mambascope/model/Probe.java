package org.mambascope.model;

import ai.djl.ndarray.NDArray;

/**
 * Watches a forward pass. The model offers each point by name, as {@code
 * layers.4.mixer.out_proj.input} or {@code layers.4.hidden}; what the probe does not want costs
 * nothing and is not kept.
 */
public interface Probe {
    /** Wants nothing. */
    Probe NONE =
            new Probe() {
                @Override
                public boolean wants(String point) {
                    return false;
                }

                @Override
                public void take(String point, NDArray value) {}
            };

    /** Whether to be given the values at this point. */
    boolean wants(String point);

    /**
     * Takes the values at a point that it wanted: (images, tokens, channels), or as the point's
     * documentation says. They live only until this call returns: copy what is to be kept.
     */
    void take(String point, NDArray value);

    /** Gives the values at a point to a probe that wants them. */
    default void offer(String point, NDArray value) {
        if (wants(point)) {
            take(point, value);
        }
    }
}
