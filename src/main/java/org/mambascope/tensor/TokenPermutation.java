package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/** The order in which a scan visits tokens. Both maps are linear, each the other's adjoint. */
public interface TokenPermutation {
    /** Entry of {@link #positions} at scan positions that hold no token. */
    int PADDING = -1;

    /** Number of tokens. */
    int tokens();

    /** The token at each scan position, or {@link #PADDING}; not to be changed. */
    int[] positions();

    /**
     * Puts (images, tokens, channels) in scan order, zeros where the path is padded; {@code x}
     * itself if the order is the same.
     */
    NDArray gather(NDArray x);

    /**
     * Puts (images, scan positions, channels) back in their places; {@code y} itself if the order
     * is the same.
     */
    NDArray scatter(NDArray y);
}
