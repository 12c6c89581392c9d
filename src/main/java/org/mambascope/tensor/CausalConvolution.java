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

    /**
     * Convolves along a path.
     *
     * @param x (images, tokens, channels)
     * @return in scan order, (images, scan positions, channels), owned by the manager of {@code x}
     */
    default NDArray apply(ChannelRange x, TokenPermutation path) {
        return apply(path.gather(x.view()));
    }
}
