package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

import org.mambascope.model.Norm;

import java.util.Optional;

/**
 * A convolution that makes a coarser grid of tokens, and the normalisation after it.
 *
 * @param weight (channels out, channels in, side, side)
 * @param bias (channels out)
 * @param stride in both directions
 * @param margin zeros around the input
 * @param norm over the new channels
 */
record GridConvolution(NDArray weight, NDArray bias, int stride, int margin, Optional<Norm> norm) {
    /** From (images, channels, rows, columns) to (images, tokens, channels out). */
    NDArray apply(NDArray planes) {
        NDArray convolved =
                Conv2d.conv2d(
                                planes,
                                weight,
                                bias,
                                new Shape(stride, stride),
                                new Shape(margin, margin))
                        .singletonOrThrow();
        NDArray tokens = Grid.tokens(convolved);
        return norm.map(layer -> layer.apply(tokens)).orElse(tokens);
    }
}
