package org.mambascope.model.localvim;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.ChannelAttention;
import org.mambascope.model.Probe;
import org.mambascope.model.ScanPlan;
import org.mambascope.model.plain.Direction;
import org.mambascope.model.plain.Scans;

import java.util.List;

/**
 * Scans in several orders, each with weights of its own; the same attention weighs the channels of
 * every result before they are added ({@code MultiMamba.forward} of the original).
 */
record LocalScans(List<Branch> branches, ChannelAttention attention) implements Scans {
    /** One order of the tokens and what is computed along it. */
    record Branch(ScanPlan plan, Direction direction) {
        NDArray apply(NDArray x, NDArray z, Probe probe) {
            return plan.restore(direction.apply(plan.scan(x), plan.scan(z), probe));
        }
    }

    LocalScans {
        branches = List.copyOf(branches);
    }

    @Override
    public NDArray apply(NDArray x, NDArray z, Probe probe) {
        return branches.stream()
                .map(branch -> attention.apply(branch.apply(x, z, probe)))
                .reduce(NDArray::add)
                .orElseThrow();
    }
}
