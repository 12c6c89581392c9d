package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.ChannelAttention;
import org.mambascope.model.Probe;
import org.mambascope.model.ScanPlan;
import org.mambascope.model.StateSpace;
import org.mambascope.tensor.ScanTarget;

import java.util.Optional;

/**
 * One of a block's scans: tokens are put in its order, scanned, and put back.
 *
 * @param plan of the order
 * @param stateSpace what scans
 * @param attention over the channels of what comes back; LocalVMamba's
 */
record ScanDirection(ScanPlan plan, StateSpace stateSpace, Optional<ChannelAttention> attention) {
    /**
     * Scans (images, tokens, D).
     *
     * @param others what other directions gave, to be added; may be overwritten
     */
    NDArray apply(NDArray u, Optional<NDArray> others, Probe probe) {
        StateSpace.Selection selection = stateSpace.select(plan.gather(u), probe);
        if (attention.isEmpty()) {
            return stateSpace.scan(selection, Optional.empty(), ScanTarget.added(plan, others));
        }
        NDArray scanned = stateSpace.scan(selection, Optional.empty(), ScanTarget.along(plan));
        NDArray y = attention.get().apply(scanned);
        return others.map(y::add).orElse(y);
    }
}
