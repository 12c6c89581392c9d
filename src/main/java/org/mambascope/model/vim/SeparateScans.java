package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link Directions#SEPARATE}.
 *
 * @param kernels run the directions
 * @param averaged whether the two are averaged, not added
 */
record SeparateScans(Kernels kernels, Direction forward, Direction backward, boolean averaged)
        implements Scans {
    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        List<NDArray> joined = new ArrayList<>();
        Direction.select(
                kernels,
                List.of(forward, backward),
                x,
                probe,
                (direction, selection) -> {
                    Optional<NDArray> others = joined.stream().findFirst();
                    joined.addFirst(
                            direction.scan(selection, z, others, averaged && others.isPresent()));
                });
        return joined.getFirst();
    }
}
