package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * A convolution with a square kernel that makes tokens, as patch embeddings and downsampling do.
 */
public interface PatchConvolution {
    /**
     * Convolves images.
     *
     * @param planes (images, channels in, rows, columns)
     * @return (images, tokens row by row, channels out), owned by the manager of {@code planes}
     */
    NDArray ofPlanes(NDArray planes);

    /**
     * Convolves a grid of tokens.
     *
     * @param tokens (images, rows · columns, channels in), row by row
     * @return (images, tokens row by row, channels out), owned by the manager of {@code tokens}
     */
    NDArray ofTokens(NDArray tokens, int rows, int columns);
}
