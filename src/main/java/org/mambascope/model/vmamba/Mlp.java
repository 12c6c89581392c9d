package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.LinearSlot;
import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.ScanPlans;

/** Two linear layers with a GELU between them, over normalised tokens. */
record Mlp(Norm norm, LinearSlot first, LinearSlot second) {
    /** The same layers over another grid. */
    Mlp on(Grid grid, ScanPlans plans) {
        return new Mlp(
                norm,
                first.over(grid.order(), plans.owner()),
                second.over(grid.order(), plans.owner()));
    }

    /** Adds what it makes of tokens (images, tokens, E) to them. */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray hidden = first.applyThenGelu(norm.apply(tokens), probe);
        return second.applyOnto(tokens, hidden, probe);
    }
}
