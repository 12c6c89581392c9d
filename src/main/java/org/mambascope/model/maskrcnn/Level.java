package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.vmamba.Grid;

/**
 * Features of images on one level of the pyramid.
 *
 * @param tokens (images, rows · columns, channels), row by row
 */
record Level(NDArray tokens, Grid grid) {
    /** As the original has it: (images, channels, rows, columns). */
    NDArray planes() {
        return planes(tokens, grid);
    }

    /** Tokens of a grid as planes of channels. */
    static NDArray planes(NDArray tokens, Grid grid) {
        long channels = tokens.getShape().tail();
        return tokens.transpose(0, 2, 1).reshape(-1, channels, grid.rows(), grid.columns());
    }
}
