package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Norm;

/**
 * Weighs the channels of one direction by what its tokens are on average ({@code BiAttn} of
 * LocalMamba).
 *
 * @param norm before the average
 * @param reduce D → D / 8
 * @param select D / 8 → D
 */
record ChannelAttention(Norm norm, FloatingLinear reduce, FloatingLinear select) {
    /** Weighs (images, tokens, D). */
    NDArray apply(NDArray y) {
        NDArray average = norm.apply(y).mean(new int[] {1}, true);
        NDArray weights = select.apply(Activation.gelu(reduce.apply(average)));
        return y.mul(Activation.sigmoid(weights));
    }
}
