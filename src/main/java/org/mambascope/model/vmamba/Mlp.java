package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Norm;
import org.mambascope.model.Probe;
import org.mambascope.tensor.Kernels;

/** Two linear layers with a GELU between them, over normalised tokens. */
record Mlp(Kernels kernels, Norm norm, LinearSlot first, LinearSlot second) {
    /** Maps (images, tokens, E). */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray hidden = first.apply(norm.apply(tokens), probe);
        return second.apply(kernels.gelu(hidden), probe);
    }
}
