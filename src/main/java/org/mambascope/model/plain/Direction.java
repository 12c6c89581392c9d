package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.StateSpace;
import org.mambascope.tensor.CausalConvolution;

import java.util.Optional;

/**
 * One way along the tokens: convolution, then the scan.
 *
 * @param convolution with SiLU
 * @param stateSpace what scans
 */
public record Direction(
        CausalConvolution convolution,
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

    /** The scan's inputs for x (images, tokens, D). */
    public Selection select(NDArray x, Probe probe) {
        NDArray u = convolution.apply(x);
        NDArray projected = xProjection.apply(u, probe);
        NDArray delta = stepProjection.apply(projected.get("..., 0:" + stepRank), probe);
        int end = stepRank + stateSize;
        NDArray b = projected.get("..., " + stepRank + ":" + end);
        NDArray c = projected.get("..., " + end + ":" + (end + stateSize));
        return new Selection(u, delta, b, c);
    }

    /** Scans what was selected, gated by z (images, tokens, D). */
    public NDArray scan(Selection in, NDArray z) {
        return scan.apply(in.u(), in.delta(), in.b(), in.c(), Optional.of(z));
    }

    /** Both steps. */
    public NDArray apply(NDArray x, NDArray z, Probe probe) {
        return scan(select(x, probe), z);
    }
}
