package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Depth-wise convolution along the tokens followed by SiLU: each channel on its own, each token
 * sees itself and the few before it.
 */
@FunctionalInterface
public interface CausalConvolution {
    /**
     * Convolves a batch.
     *
     * @param x (images, tokens, channels)
     * @return shaped as {@code x} and owned by its manager
     */
    NDArray apply(NDArray x);
}
