package org.mambascope.model.localvim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.ChannelAttention;
import org.mambascope.model.Probe;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;
import org.mambascope.tensor.ChannelRange;

import java.util.List;

/**
 * Scans in several orders, each with weights of its own; the same attention weighs the channels of
 * every result before they are added ({@code MultiMamba.forward} of the original).
 */
record LocalScans(List<Direction> branches, ChannelAttention attention) implements Scans {
    LocalScans {
        branches = List.copyOf(branches);
    }

    @Override
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        return branches.stream()
                .map(branch -> attention.apply(branch.apply(x, z, probe)))
                .reduce(NDArray::add)
                .orElseThrow();
    }
}
