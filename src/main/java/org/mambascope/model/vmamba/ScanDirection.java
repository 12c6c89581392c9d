package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.ChannelAttention;
import org.mambascope.model.Probe;
import org.mambascope.model.ScanPlan;
import org.mambascope.model.StateSpace;

import java.util.Optional;

/**
 * One of a block's scans: tokens are put in its order, scanned, and put back.
 *
 * @param plan of the order
 * @param stateSpace what scans
 * @param attention over the channels of what comes back; LocalVMamba's
 */
record ScanDirection(ScanPlan plan, StateSpace stateSpace, Optional<ChannelAttention> attention) {
    /** Scans (images, tokens, D). */
    NDArray apply(NDArray u, Probe probe) {
        NDArray scanned = stateSpace.apply(plan.scan(u), Optional.empty(), probe);
        NDArray y = plan.restore(scanned);
        return attention.map(layer -> layer.apply(y)).orElse(y);
    }
}
