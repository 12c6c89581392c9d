package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Norm;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * A convolution that makes a coarser grid of tokens, and the normalisation after it.
 *
 * @param kernels convolve
 * @param weight (channels out, channels in, side, side)
 * @param bias (channels out)
 * @param stride in both directions
 * @param margin zeros around the input
 * @param norm over the new channels
 */
record GridConvolution(
        Kernels kernels,
        NDArray weight,
        NDArray bias,
        int stride,
        int margin,
        Optional<Norm> norm) {
    /** From (images, channels, rows, columns) to (images, tokens, channels out). */
    NDArray apply(NDArray planes) {
        NDArray convolved = kernels.convolution(planes, weight, bias, stride, margin);
        NDArray tokens = Grid.tokens(convolved);
        return norm.map(layer -> layer.apply(tokens)).orElse(tokens);
    }
}
