package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.StateSpace;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;
import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;

/** {@link Directions#SHARED}: the way back sees the same selection, with a decay of its own. */
record SharedScans(Direction forward, SelectiveScan backward) implements Scans {
    @Override
    public NDArray apply(NDArray x, NDArray z, Probe probe) {
        StateSpace.Selection selection = forward.select(x, probe);
        NDArray ahead = forward.stateSpace().scan(selection, Optional.of(z));
        StateSpace.Selection back = selection.reversed();
        NDArray behind =
                backward.apply(back.u(), back.delta(), back.b(), back.c(), Optional.of(z.flip(1)));
        return ahead.add(behind.flip(1));
    }
}
