package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Simulated quantisation and the losses that it is learned by, on any device. While a {@link Tape}
 * is open gradients flow: rounding counts as the identity, and clamped values pass nothing.
 */
public final class Quantisers {
    private final ScriptModule script;

    /**
     * Quantisers for a manager's device.
     *
     * @param manager owner of what they keep
     */
    public Quantisers(NDManager manager) {
        script = ScriptModule.load(manager, "quantisers.torchscript", "Quantisers");
    }

    /**
     * (q − zero) · step with q = clamp(round(x / smooth / step) + zero, 0, top).
     *
     * @param x (images, tokens, K)
     * @param smooth (K), or a single 1
     * @param step (1, 1) or (tokens, 1)
     * @param zero as step, whole numbers
     * @param top the largest code, a single value
     */
    public NDArray activations(NDArray x, NDArray smooth, NDArray step, NDArray zero, NDArray top) {
        return script.callInGraph(x.getManager(), "activations", x, smooth, step, zero, top);
    }

    /** As {@link #activations} with each token's own step and zero point. */
    public NDArray tokens(NDArray x, NDArray smooth, NDArray top) {
        return script.callInGraph(x.getManager(), "tokens", x, smooth, top);
    }

    /**
     * q · step with q = clamp(round(weight · smooth / step), −top, top).
     *
     * @param weight (N, K)
     * @param smooth (K), or a single 1
     * @param step (N, 1)
     * @param top the largest code, a single value
     * @return owned by the manager of {@code owner}
     */
    public NDArray weights(
            NDManager owner, NDArray weight, NDArray smooth, NDArray step, NDArray top) {
        return script.callInGraph(owner, "weights", weight, smooth, step, top);
    }

    /**
     * Σ over images and tokens of 1 − cosine similarity over channels, times {@code share}.
     *
     * @param y (images, tokens, channels), as {@code target}
     * @param share a single value
     */
    public NDArray cosineDistance(NDArray y, NDArray target, NDArray share) {
        return script.callInGraph(y.getManager(), "cosine_distance", y, target, share);
    }

    /** As {@link #cosineDistance} of |y − target|² / |target|². */
    public NDArray relativeError(NDArray y, NDArray target, NDArray share) {
        return script.callInGraph(y.getManager(), "relative_error", y, target, share);
    }
}
