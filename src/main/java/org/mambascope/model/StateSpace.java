package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;

/**
 * A selective state space: the projections that make a scan depend on its input, and the scan.
 *
 * @param xProjection to (Δ before its own projection, B, C), R + 2N channels
 * @param stepProjection from R channels to D, without the bias, which the scan adds
 * @param scan with A, D and the bias of Δ
 * @param stepRank R
 * @param stateSize N
 */
public record StateSpace(
        LinearSlot xProjection,
        LinearSlot stepProjection,
        SelectiveScan scan,
        int stepRank,
        int stateSize) {
    /** What the scan reads beside its gate; all in scan order. */
    public record Selection(NDArray u, NDArray delta, NDArray b, NDArray c) {
        /** The same tokens from last to first. */
        public Selection reversed() {
            return new Selection(u.flip(1), delta.flip(1), b.flip(1), c.flip(1));
        }
    }

    /** The scan's inputs for u (images, tokens, D). */
    public Selection select(NDArray u, Probe probe) {
        NDArray projected = xProjection.apply(u, probe);
        NDArray delta = stepProjection.apply(projected.get("..., 0:" + stepRank), probe);
        int end = stepRank + stateSize;
        NDArray b = projected.get("..., " + stepRank + ":" + end);
        NDArray c = projected.get("..., " + end + ":" + (end + stateSize));
        return new Selection(u, delta, b, c);
    }

    /** Scans what was selected, gated by z (images, tokens, D) where there is one. */
    public NDArray scan(Selection in, Optional<NDArray> z) {
        return scan.apply(in.u(), in.delta(), in.b(), in.c(), z);
    }

    /** Both steps. */
    public NDArray apply(NDArray u, Optional<NDArray> z, Probe probe) {
        return scan(select(u, probe), z);
    }
}
