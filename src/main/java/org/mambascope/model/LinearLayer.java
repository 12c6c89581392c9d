package org.mambascope.model;

import ai.djl.ndarray.NDArray;

/**
 * A linear map of channels, computed in one way or another: in floating point, quantised, in
 * integers.
 */
@FunctionalInterface
public interface LinearLayer {
    /**
     * Maps every token.
     *
     * @param x (images, tokens, K)
     * @return (images, tokens, N), owned by the manager of {@code x}
     */
    NDArray apply(NDArray x);
}
