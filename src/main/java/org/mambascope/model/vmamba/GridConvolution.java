package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.layer.Norm;
import org.mambascope.tensor.PatchConvolution;

import java.util.Optional;

/**
 * A convolution that makes a coarser grid of tokens, and the normalisation after it.
 *
 * @param norm over the new channels
 */
record GridConvolution(PatchConvolution convolution, Optional<Norm> norm) {
    /** From (images, channels, rows, columns) to (images, tokens, channels out). */
    NDArray ofPlanes(NDArray planes) {
        return normalised(convolution.ofPlanes(planes));
    }

    /** From (images, tokens of a grid, channels) to (images, tokens, channels out). */
    NDArray ofTokens(NDArray tokens, Grid grid) {
        return normalised(convolution.ofTokens(tokens, grid.rows(), grid.columns()));
    }

    private NDArray normalised(NDArray tokens) {
        return norm.map(layer -> layer.apply(tokens)).orElse(tokens);
    }
}
