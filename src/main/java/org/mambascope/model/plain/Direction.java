package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.StateSpace;
import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.ScanTarget;
import org.mambascope.tensor.TokenPath;

import java.util.Optional;

/**
 * One way along the tokens: convolution, then the scan.
 *
 * @param convolution with SiLU
 * @param stateSpace what scans
 * @param path on which it meets the tokens
 */
public record Direction(CausalConvolution convolution, StateSpace stateSpace, TokenPath path) {
    /** The scan's inputs for x (images, tokens, D). */
    public StateSpace.Selection select(ChannelRange x, Probe probe) {
        return stateSpace.select(convolution.apply(x, path), probe);
    }

    /** Scans x, gated by z, both (images, tokens, D), as is what it gives. */
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        return stateSpace.scan(select(x, probe), Optional.of(z), ScanTarget.along(path));
    }

    /**
     * As {@link #apply(ChannelRange, ChannelRange, Probe)}, joined with what another direction
     * gave.
     *
     * @param averaged whether the two are averaged, not added
     */
    public NDArray join(
            NDArray other, boolean averaged, ChannelRange x, ChannelRange z, Probe probe) {
        ScanTarget target = new ScanTarget(path, Optional.of(other), averaged);
        return stateSpace.scan(select(x, probe), Optional.of(z), target);
    }
}
