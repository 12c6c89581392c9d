package org.mambascope.model.vim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.plain.MultiDirectionScan;
import org.mambascope.model.plain.ScanBranch;
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
record SeparateBidirectionalScan(
        Kernels kernels, ScanBranch forward, ScanBranch backward, boolean averaged)
        implements MultiDirectionScan {
    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        List<NDArray> joined = new ArrayList<>();
        ScanBranch.select(
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
