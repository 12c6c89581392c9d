package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Probe;
import org.mambascope.tensor.ChannelRange;

import java.util.Optional;

/**
 * Mamba as a token mixer ({@code Mamba.forward} of the original): project to x and z, scan x in one
 * or both directions gated by z, project back.
 *
 * @param inProjection E → 2D
 * @param scans of x, gated by z
 * @param outProjection D → E
 * @param layerScale factor per channel of the output (E)
 */
record MambaMixer(
        LinearSlot inProjection,
        MultiDirectionScan scans,
        LinearSlot outProjection,
        Optional<NDArray> layerScale) {
    /** Mixes (images, tokens, E). */
    NDArray apply(NDArray hidden, Probe probe) {
        NDArray projected = inProjection.apply(hidden, probe);
        int inner = Math.toIntExact(projected.getShape().get(2) / 2);
        ChannelRange x = new ChannelRange(projected, 0, inner);
        ChannelRange z = new ChannelRange(projected, inner, inner);
        NDArray out = outProjection.apply(scans.apply(x, z, probe), probe);
        return layerScale.map(out::mul).orElse(out);
    }
}
