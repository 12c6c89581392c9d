package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;

/** Two linear layers with a GELU between them, over normalised tokens. */
record Mlp(Norm norm, LinearSlot first, LinearSlot second) {
    /** Adds what it makes of tokens (images, tokens, E) to them. */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray hidden = first.applyThenGelu(norm.apply(tokens), probe);
        return second.applyOnto(tokens, hidden, probe);
    }
}
