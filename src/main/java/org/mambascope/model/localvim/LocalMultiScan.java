package org.mambascope.model.localvim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.ChannelAttention;
import org.mambascope.model.plain.MultiDirectionScan;
import org.mambascope.model.plain.ScanBranch;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scans in several orders, each with weights of its own; the same attention weighs the channels of
 * every result before they are added ({@code MultiMamba.forward} of the original).
 */
record LocalMultiScan(Kernels kernels, List<ScanBranch> branches, ChannelAttention attention)
        implements MultiDirectionScan {
    LocalMultiScan {
        branches = List.copyOf(branches);
    }

    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        List<NDArray> weighed = new ArrayList<>();
        ScanBranch.select(
                kernels,
                branches,
                x,
                probe,
                (branch, selection) ->
                        weighed.add(
                                attention.apply(
                                        branch.scan(selection, z, Optional.empty(), false))));
        return weighed.stream().reduce(NDArray::add).orElseThrow();
    }
}
