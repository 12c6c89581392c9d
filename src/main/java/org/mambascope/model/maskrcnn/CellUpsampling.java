package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * A transposed convolution of 2 × 2 with stride 2. Each part of a cell sees that cell alone, so
 * that it is a linear layer from a cell's channels to those of its four parts. Weights are read on
 * every call, since they change while a model learns.
 *
 * @param kernel (channels in, channels out, 2, 2)
 * @param bias (channels out)
 */
record CellUpsampling(Kernels kernels, NDArray kernel, NDArray bias) {
    private static final int FINER = 2;

    /**
     * Divides cells into four.
     *
     * @param cells (regions, side · side, channels in), row by row
     * @return (regions, 2 side · 2 side, channels out), row by row
     */
    NDArray apply(NDArray cells, int side) {
        long count = cells.getShape().get(0);
        long inputs = kernel.getShape().get(0);
        long outputs = kernel.getShape().get(1);
        long parts = (long) FINER * FINER;
        NDManager owner = cells.getManager();
        NDArray turned = kernel.transpose(2, 3, 1, 0);
        turned.attach(owner);
        NDArray biases = bias.tile(parts);
        biases.attach(owner);
        NDArray weight = turned.reshape(parts * outputs, inputs);
        return kernels.linear(cells, weight, Optional.of(biases))
                .reshape(count, side, side, FINER, FINER, outputs)
                .transpose(0, 1, 3, 2, 4, 5)
                .reshape(count, parts * side * side, outputs);
    }
}
