package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Depth-wise convolution over the rows and columns of a grid of tokens followed by SiLU: each
 * channel on its own, each token sees its neighbours, and zeros beyond the edge.
 */
@FunctionalInterface
public interface DepthwiseConvolution {
    /**
     * Convolves a batch.
     *
     * @param x (images, rows · columns, channels), row by row
     * @return shaped as {@code x} and owned by its manager
     */
    NDArray apply(NDArray x, int rows, int columns);

    /** As {@link #apply(NDArray, int, int)}, of some of a tensor's channels. */
    default NDArray apply(ChannelRange x, int rows, int columns) {
        return apply(x.view(), rows, columns);
    }
}
