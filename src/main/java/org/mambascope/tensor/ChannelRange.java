package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Neighbouring channels of a tensor, such as the half of a projection that gates a scan. CPU
 * kernels read them in place, without a copy.
 *
 * @param tensor (images, tokens, all channels)
 * @param first channel of the range
 * @param count channels in the range
 */
public record ChannelRange(NDArray tensor, int first, int count) {
    private static final int LAST_AXIS = -1;

    public ChannelRange {
        if (first < 0 || count < 1 || first + count > tensor.getShape().tail()) {
            throw new IllegalArgumentException(
                    "no channels %d … %d in %s"
                            .formatted(first, first + count - 1, tensor.getShape()));
        }
    }

    /** All channels of a tensor. */
    public static ChannelRange whole(NDArray tensor) {
        return new ChannelRange(tensor, 0, Math.toIntExact(tensor.getShape().tail()));
    }

    /** These channels as a tensor that shares the memory, (images, tokens, count). */
    public NDArray view() {
        return count == tensor.getShape().tail()
                ? tensor
                : JniUtils.slice((PtNDArray) tensor, LAST_AXIS, first, first + count, 1);
    }
}
