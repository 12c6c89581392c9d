package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Norm;
import org.mambascope.model.Probe;
import org.mambascope.tensor.Kernels;

/** Two linear layers with a GELU between them, over normalised tokens. */
record Mlp(Kernels kernels, Norm norm, LinearSlot first, LinearSlot second) {
    /** Adds what it makes of tokens (images, tokens, E) to them. */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray hidden = first.applyThenGelu(norm.apply(tokens), kernels, probe);
        return second.applyOnto(tokens, hidden, kernels, probe);
    }
}
