package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;
import org.mambascope.tensor.Kernels;

/**
 * {@link Directions#SEPARATE}.
 *
 * @param averaged whether the two are averaged, not added
 */
record SeparateScans(Kernels kernels, Direction forward, Direction backward, boolean averaged)
        implements Scans {
    @Override
    public NDArray apply(NDArray x, NDArray z, Probe probe) {
        NDArray ahead = forward.apply(x, z, probe);
        NDArray behind = backward.apply(x.flip(1), z.flip(1), probe);
        NDArray turned = behind.flip(1);
        return averaged ? kernels.average(ahead, turned) : ahead.add(turned);
    }
}
