package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * A linear layer that quantises its input to codes, multiplies these, and scales the result. Up to
 * 518 inputs both arithmetics give the same bits, since floats hold every sum exactly.
 */
public interface IntegerLinear {
    /**
     * Applies the layer.
     *
     * @param x (images, tokens, K), finite 32-bit floats
     * @return (images, tokens, N), owned by the manager of {@code x}
     * @throws org.mambascope.base.Problem if the layer was quantised for another number of tokens
     */
    NDArray apply(NDArray x);

    /** As {@link #apply(NDArray)} for some channels of each token. */
    default NDArray apply(ChannelRange x) {
        return apply(x.view());
    }

    /** Arithmetic in which the codes are multiplied. */
    IntegerArithmetic arithmetic();
}
