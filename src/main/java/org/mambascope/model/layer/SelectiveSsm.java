package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Probe;
import org.mambascope.model.TokenOrder;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A selective state space: the projections that make a scan depend on its input, and the scan.
 *
 * @param xProjection to (Δ before its own projection, B, C), R + 2N channels
 * @param stepProjection from R channels to D, without the bias, which the scan adds
 * @param scan with A, D and the bias of Δ
 * @param inside of that scan, for probes
 * @param stepRank R
 * @param stateSize N
 */
public record SelectiveSsm(
        LinearSlot xProjection,
        LinearSlot stepProjection,
        SelectiveScan scan,
        ScanProbe inside,
        int stepRank,
        int stateSize) {
    /** Inputs of the scan except its gate; all in scan order. */
    public record Selection(NDArray u, NDArray delta, ChannelRange b, ChannelRange c) {
        /** Hands everything but {@code kept} to another manager. */
        public void attach(NDManager manager, NDArray kept) {
            Stream.of(u, delta, b.tensor())
                    .filter(array -> array != kept)
                    .forEach(array -> array.attach(manager));
            if (c.tensor() != b.tensor()) {
                c.tensor().attach(manager);
            }
        }

        /** Selection of the tokens from last to first. */
        public Selection reversed() {
            return new Selection(u.flip(1), delta.flip(1), reversed(b), reversed(c));
        }

        private static ChannelRange reversed(ChannelRange range) {
            return ChannelRange.whole(range.view().flip(1));
        }
    }

    /** The same state space over tokens in another order. */
    public SelectiveSsm over(ScanPermutation plan, ScanPlans plans) {
        TokenOrder order = plan.order().order();
        return new SelectiveSsm(
                xProjection.over(order, plans.owner()),
                stepProjection.over(order, plans.owner()),
                scan,
                inside,
                stepRank,
                stateSize);
    }

    /** The scan's inputs for u (images, tokens, D). */
    public Selection select(NDArray u, Probe probe) {
        NDArray projected = xProjection.apply(u, probe);
        ChannelRange rank = new ChannelRange(projected, 0, stepRank);
        Selection selection =
                new Selection(
                        u,
                        stepProjection.apply(rank, probe),
                        new ChannelRange(projected, stepRank, stateSize),
                        new ChannelRange(projected, stepRank + stateSize, stateSize));
        inside.offer(selection, probe);
        return selection;
    }

    /**
     * Scans the selection.
     *
     * @param z gate, in token order, (images, tokens, D)
     * @return (images, tokens, D)
     */
    public NDArray scan(Selection in, Optional<ChannelRange> z, ScanOutput target) {
        return scan.apply(in.u(), in.delta(), in.b(), in.c(), z, target);
    }
}
