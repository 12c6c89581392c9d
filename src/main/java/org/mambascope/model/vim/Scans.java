package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.StateSpace;
import org.mambascope.tensor.SelectiveScan;

import java.util.Optional;

/** The scans of a mixer: x and z (images, tokens, D) to y, shaped alike and in the same order. */
sealed interface Scans {
    /** Scans in every direction and joins the results. */
    NDArray apply(NDArray x, NDArray z, Probe probe);

    /** {@link Directions#FORWARD}. */
    record Forward(Direction forward) implements Scans {
        @Override
        public NDArray apply(NDArray x, NDArray z, Probe probe) {
            return forward.apply(x, z, probe);
        }
    }

    /** {@link Directions#SHARED}: the way back sees the same selection, with a decay of its own. */
    record Shared(Direction forward, SelectiveScan backward) implements Scans {
        @Override
        public NDArray apply(NDArray x, NDArray z, Probe probe) {
            StateSpace.Selection selection = forward.select(x, probe);
            NDArray ahead = forward.stateSpace().scan(selection, Optional.of(z));
            StateSpace.Selection back = selection.reversed();
            NDArray behind =
                    backward.apply(
                            back.u(), back.delta(), back.b(), back.c(), Optional.of(z.flip(1)));
            return ahead.addi(behind.flip(1));
        }
    }

    /** {@link Directions#SEPARATE}. */
    record Separate(Direction forward, Direction backward, boolean averaged) implements Scans {
        @Override
        public NDArray apply(NDArray x, NDArray z, Probe probe) {
            NDArray ahead = forward.apply(x, z, probe);
            NDArray behind = backward.apply(x.flip(1), z.flip(1), probe);
            NDArray sum = ahead.addi(behind.flip(1));
            return averaged ? sum.divi(2) : sum;
        }
    }
}
