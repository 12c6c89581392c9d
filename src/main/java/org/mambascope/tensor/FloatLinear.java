package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/** A linear layer in floating point, y = x Wᵀ + b, whose weights are known beforehand. */
public interface FloatLinear {
    /** y for x (…, K), owned as x. */
    NDArray apply(NDArray x);

    /** y for some channels of each token. */
    default NDArray apply(ChannelRange x) {
        return apply(x.view());
    }

    /** GELU of y. */
    NDArray applyThenGelu(NDArray x);

    /**
     * The sum of a stream and y.
     *
     * @param stream (…, N)
     */
    NDArray applyOnto(NDArray stream, NDArray x);
}
