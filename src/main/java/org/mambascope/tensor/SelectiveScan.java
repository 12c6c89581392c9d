package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.Optional;

/**
 * The recurrence at the heart of Mamba (Gu and Dao 2023, algorithm 2), per channel with N states:
 *
 * <pre>
 *   Δ_t = softplus(delta_t + bias)
 *   h_t = exp(Δ_t A) h_(t-1) + Δ_t B_t u_t
 *   y_t = (C_t h_t + D u_t) silu(z_t)
 * </pre>
 *
 * Tokens are scanned in the order of the tensor; A, D and the bias are part of the scan.
 */
@FunctionalInterface
public interface SelectiveScan {
    /**
     * Scans a batch.
     *
     * @param u input, (images, tokens, channels)
     * @param delta time step before bias and softplus, shaped as {@code u}
     * @param b input matrix B, (images, tokens, states)
     * @param c output matrix C, (images, tokens, states)
     * @param gate z, shaped as {@code u}; without it the last factor is left out
     * @return y, shaped as {@code u} and owned by its manager
     */
    NDArray apply(NDArray u, NDArray delta, NDArray b, NDArray c, Optional<NDArray> gate);

    /**
     * Scans along a path.
     *
     * @param u in scan order, (images, scan positions, channels)
     * @param gate z in token order, (images, tokens, channels)
     * @return (images, tokens, channels), owned by the manager of {@code u}, or the target's other
     *     tensor
     */
    default NDArray apply(
            NDArray u,
            NDArray delta,
            ChannelRange b,
            ChannelRange c,
            Optional<ChannelRange> gate,
            ScanOutput target) {
        Optional<NDArray> z = gate.map(range -> target.path().gather(range.view()));
        return target.place(apply(u, delta, b.view(), c.view(), z));
    }
}
