package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;
import org.mambascope.tensor.ChannelRange;

/**
 * {@link Directions#SEPARATE}.
 *
 * @param averaged whether the two are averaged, not added
 */
record SeparateScans(Direction forward, Direction backward, boolean averaged) implements Scans {
    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        return backward.join(forward.apply(x, z, probe), averaged, x, z, probe);
    }
}
