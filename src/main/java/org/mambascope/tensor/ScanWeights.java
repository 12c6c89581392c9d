package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Learned parameters of a selective scan.
 *
 * @param decayLogarithm A = −exp of it, (channels, states)
 * @param skip D, (channels)
 * @param deltaBias added to the time step before softplus, (channels)
 */
public record ScanWeights(NDArray decayLogarithm, NDArray skip, NDArray deltaBias) {
    /** The scan with these weights. */
    public SelectiveScan scan(Kernels kernels) {
        return kernels.selectiveScan(decayLogarithm, skip, deltaBias);
    }
}
