package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * Attention over channels: the mean of the normalised tokens decides how much of every channel
 * passes ({@code BiAttn} of LocalMamba's {@code multi_mamba.py}).
 *
 * @param norm of every token
 * @param reduce from D channels to a few, before GELU
 * @param select from the few to a weight for each of the D channels, before the sigmoid
 */
public record ChannelAttention(Norm norm, FloatingLinear reduce, FloatingLinear select) {
    /**
     * The attention whose weights have this prefix.
     *
     * @param channels D
     * @param reduced channels between the two layers
     */
    public static ChannelAttention of(
            StateDictLoader weights, Kernels kernels, String prefix, int channels, int reduced) {
        return new ChannelAttention(
                Norm.of(weights, kernels, prefix + ".norm", channels, false, Norm.EPSILON),
                linear(weights, kernels, prefix + ".global_reduce", channels, reduced),
                linear(weights, kernels, prefix + ".channel_select", reduced, channels));
    }

    private static FloatingLinear linear(
            StateDictLoader weights, Kernels kernels, String name, int inputs, int outputs) {
        return new FloatingLinear(
                kernels,
                weights.take(name + ".weight", outputs, inputs),
                Optional.of(weights.take(name + ".bias", outputs)));
    }

    /** Weighs the channels of (images, tokens, D). */
    public NDArray apply(NDArray x) {
        NDArray mean = norm.apply(x).mean(new int[] {1}, true);
        NDArray passed = Activation.sigmoid(select.apply(Activation.gelu(reduce.apply(mean))));
        return x.mul(passed);
    }
}
