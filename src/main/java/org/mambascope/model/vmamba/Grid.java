package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.TokenOrder;
import org.mambascope.model.layer.ScanPermutation;
import org.mambascope.model.layer.ScanPlans;

/** Rows and columns of tokens, and how such tokens become planes of channels and back. */
public record Grid(int rows, int columns) {
    /** The pixels of a square image. */
    static Grid square(int side) {
        return new Grid(side, side);
    }

    /** The pixels of (images, colours, height, width). */
    static Grid of(NDArray images) {
        Shape shape = images.getShape();
        return new Grid(Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(3)));
    }

    /**
     * The patches of an image of these pixels.
     *
     * @param overlapping whether two overlapping convolutions embed them, not one of adjacent
     *     patches
     */
    Grid patches(int patch, boolean overlapping) {
        return overlapping ? halfEmbedded(patch).halfEmbedded(patch) : convolved(patch, patch, 0);
    }

    /** Grid after one of two overlapping convolutions. */
    Grid halfEmbedded(int patch) {
        return convolved(patch / 2 + 1, patch / 2, 1);
    }

    /** Grid after a convolution with a square kernel. */
    Grid convolved(int side, int stride, int margin) {
        return new Grid(
                (rows + 2 * margin - side) / stride + 1,
                (columns + 2 * margin - side) / stride + 1);
    }

    /** Number of tokens. */
    public int tokens() {
        return rows * columns;
    }

    /** The order of a scan over it. */
    ScanPermutation along(String direction, ScanPlans plans) {
        return plans.along(direction, rows, columns);
    }

    /** Its tokens row by row. */
    TokenOrder order() {
        return TokenOrder.rowMajor(rows, columns);
    }

    /** Half as many rows and columns, the last ones filled up where their number is odd. */
    public Grid merged() {
        return new Grid(Math.ceilDiv(rows, 2), Math.ceilDiv(columns, 2));
    }

    /** (images, channels, rows, columns) as (images, tokens, channels). */
    static NDArray tokens(NDArray planes) {
        Shape shape = planes.getShape();
        return planes.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))
                .transpose(0, 2, 1);
    }
}
