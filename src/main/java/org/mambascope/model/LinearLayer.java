package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;

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

    /**
     * This layer where tokens come in another order, maybe of another grid.
     *
     * @param owner of what the other layer keeps on the device
     */
    default LinearLayer over(TokenOrder order, NDManager owner) {
        return this;
    }

    /** As {@link #apply(NDArray)} for some channels of each token. */
    default NDArray apply(ChannelRange x) {
        return apply(x.view());
    }

    /** {@code gelu(apply(x))}, in one pass where that is faster. */
    default NDArray applyThenGelu(NDArray x, Kernels kernels) {
        return kernels.gelu(apply(x));
    }

    /**
     * As {@link #apply(NDArray)}, added to a stream; in one pass where that is faster.
     *
     * @param stream (images, tokens, N)
     */
    default NDArray applyOnto(NDArray stream, NDArray x, Kernels kernels) {
        return kernels.sum(stream, apply(x));
    }
}
