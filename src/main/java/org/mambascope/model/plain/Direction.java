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
public record Direction(CausalConvolution convolution, StateSpace stateSpace) {
    /** The scan's inputs for x (images, tokens, D). */
    public StateSpace.Selection select(NDArray x, Probe probe) {
        return stateSpace.select(convolution.apply(x), probe);
    }

    /** Scans x, gated by z, both (images, tokens, D). */
    public NDArray apply(NDArray x, NDArray z, Probe probe) {
        return stateSpace.scan(select(x, probe), Optional.of(z));
    }
}
