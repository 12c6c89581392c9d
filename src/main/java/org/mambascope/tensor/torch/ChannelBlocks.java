package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Convolutions on the CPU with channels in whole blocks. For several images, oneDNN's kernels for
 * AVX-512, as libtorch 2.7 has them, give wrong sums where channels are more than a block and no
 * multiple of it; zeros fill up the last block.
 */
public final class ChannelBlocks {
    private static final int BLOCK = 16;

    private ChannelBlocks() {}

    /** A convolution of libtorch. */
    @FunctionalInterface
    public interface Convolution {
        /**
         * Convolves.
         *
         * @param planes (images, channels in, rows, columns)
         * @param weight (channels out, channels in, side, side)
         * @param bias (channels out)
         */
        NDArray apply(NDArray planes, NDArray weight, NDArray bias);
    }

    /**
     * Convolves planes so that the kernels are right; gradients flow through it.
     *
     * @param planes (images, channels in, rows, columns)
     * @param weight (channels out, channels in, side, side)
     * @param bias (channels out)
     */
    public static NDArray convolve(
            NDArray planes, NDArray weight, NDArray bias, Convolution convolution) {
        int outputs = missing(weight, 0);
        int inputs = missing(weight, 1);
        if (planes.getDevice().isGpu() || weight.getShape().tail() == 1 || inputs + outputs == 0) {
            return convolution.apply(planes, weight, bias);
        }
        NDManager owner = planes.getManager();
        NDArray convolved =
                convolution.apply(
                        filled(planes, 1, inputs, owner),
                        filled(filled(weight, 1, inputs, owner), 0, outputs, owner),
                        filled(bias, 0, outputs, owner));
        return outputs == 0 ? convolved : convolved.get(":, :" + weight.getShape().get(0));
    }

    /** Channels that the last block lacks. */
    private static int missing(NDArray weight, int axis) {
        long channels = weight.getShape().get(axis);
        return channels > BLOCK ? Math.floorMod(-channels, BLOCK) : 0;
    }

    private static NDArray filled(NDArray x, int axis, int missing, NDManager owner) {
        if (missing == 0) {
            return x;
        }
        long[] shape = x.getShape().getShape().clone();
        shape[axis] = missing;
        NDArray filled = x.concat(owner.zeros(new Shape(shape)), axis);
        filled.attach(owner);
        return filled;
    }
}
