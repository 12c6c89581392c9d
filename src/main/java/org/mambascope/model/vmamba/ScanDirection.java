package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.ChannelAttention;
import org.mambascope.model.layer.ScanPermutation;
import org.mambascope.model.layer.ScanPlans;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.tensor.ScanOutput;

import java.util.Optional;

/**
 * One of a block's scans: tokens are put in its order, scanned, and put back.
 *
 * @param direction name of the order, as {@code v_flip}
 * @param plan of the order on one grid
 * @param stateSpace model that scans
 * @param attention over the channels of the scan's output; LocalVMamba's
 */
record ScanDirection(
        String direction,
        ScanPermutation plan,
        SelectiveSsm stateSpace,
        Optional<ChannelAttention> attention) {
    /** The same scan over another grid. */
    ScanDirection on(Grid grid, ScanPlans plans) {
        ScanPermutation moved = grid.along(direction, plans);
        return new ScanDirection(direction, moved, stateSpace.over(moved, plans), attention);
    }

    /** Inputs of the scan for u (images, tokens, D). */
    SelectiveSsm.Selection select(NDArray u, Probe probe) {
        return stateSpace.select(plan.gather(u), probe);
    }

    /**
     * Scans.
     *
     * @param others output of other directions, to be added; may be overwritten
     * @return (images, tokens, D)
     */
    NDArray scan(SelectiveSsm.Selection selection, Optional<NDArray> others) {
        if (attention.isEmpty()) {
            return stateSpace.scan(selection, Optional.empty(), ScanOutput.added(plan, others));
        }
        NDArray scanned = stateSpace.scan(selection, Optional.empty(), ScanOutput.along(plan));
        NDArray y = attention.get().apply(scanned);
        return others.map(y::add).orElse(y);
    }
}
