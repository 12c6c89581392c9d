package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;

/**
 * Layer between two stages: from (images, tokens, channels) of a grid to those of a coarser one.
 */
sealed interface Downsampling {
    /** Hands tokens to the next stage. */
    NDArray apply(NDArray tokens, Probe probe);

    /** The same layer over another grid. */
    Downsampling on(Grid grid);

    /** {@link DownsamplingVersion#STRIDED} and {@link DownsamplingVersion#OVERLAPPING}. */
    record Convolving(Grid grid, GridConvolution convolution) implements Downsampling {
        @Override
        public NDArray apply(NDArray tokens, Probe probe) {
            return convolution.ofTokens(tokens, grid);
        }

        @Override
        public Downsampling on(Grid other) {
            return new Convolving(other, convolution);
        }
    }

    /**
     * {@link DownsamplingVersion#MERGING}; a row and a column of zeros are added where their number
     * is odd.
     *
     * @param norm of four tokens' channels
     * @param reduction from four tokens' channels to those of the next stage
     * @param input point at which a probe sees the input of the reduction
     */
    record Merging(Grid grid, Norm norm, FloatingLinear reduction, String input)
            implements Downsampling {
        @Override
        public NDArray apply(NDArray tokens, Probe probe) {
            NDArray merged = norm.apply(neighbours(tokens));
            probe.offer(input, merged);
            return reduction.apply(merged);
        }

        @Override
        public Downsampling on(Grid other) {
            return new Merging(other, norm, reduction, input);
        }

        private NDArray neighbours(NDArray tokens) {
            long images = tokens.getShape().get(0);
            long channels = tokens.getShape().get(2);
            NDArray field =
                    tokens.reshape(images, grid.rows(), grid.columns(), channels)
                            .pad(new Shape(0, 0, 0, grid.columns() % 2, 0, grid.rows() % 2), 0);
            NDArray four =
                    NDArrays.concat(
                            new NDList(
                                    field.get(":, 0::2, 0::2"),
                                    field.get(":, 1::2, 0::2"),
                                    field.get(":, 0::2, 1::2"),
                                    field.get(":, 1::2, 1::2")),
                            3);
            return four.reshape(images, grid.merged().tokens(), 4 * channels);
        }
    }
}
