package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.SelectiveSsm;
import org.mambascope.tensor.CausalConvolution;
import org.mambascope.tensor.ChannelRange;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.ScanOutput;
import org.mambascope.tensor.TokenPermutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One way along the tokens: convolution, then the scan.
 *
 * @param convolution with SiLU
 * @param stateSpace model that scans
 * @param path from scan positions to tokens
 */
public record ScanBranch(
        CausalConvolution convolution, SelectiveSsm stateSpace, TokenPermutation path) {
    /** The scan's inputs for x (images, tokens, D). */
    public SelectiveSsm.Selection select(ChannelRange x, Probe probe) {
        return stateSpace.select(convolution.apply(x, path), probe);
    }

    /** Scans x, gated by z, both (images, tokens, D), as is what it gives. */
    public NDArray apply(ChannelRange x, ChannelRange z, Probe probe) {
        return scan(select(x, probe), z, Optional.empty(), false);
    }

    /**
     * Scans the selection, gated by z (images, tokens, D).
     *
     * @param others output of the other directions, to be joined; may be overwritten
     * @param averaged whether the two are averaged, not added
     * @return (images, tokens, D)
     */
    public NDArray scan(
            SelectiveSsm.Selection selection,
            ChannelRange z,
            Optional<NDArray> others,
            boolean averaged) {
        ScanOutput target = new ScanOutput(path, others, averaged);
        return stateSpace.scan(selection, Optional.of(z), target);
    }

    /**
     * Selects for several directions, side by side where that is faster.
     *
     * @param then takes each direction and what its scan reads, in order
     */
    public static void select(
            Kernels kernels,
            List<ScanBranch> directions,
            ChannelRange x,
            Probe probe,
            BiConsumer<ScanBranch, SelectiveSsm.Selection> then) {
        record Selected(ScanBranch direction, SelectiveSsm.Selection selection) {}
        List<Supplier<Selected>> computations = new ArrayList<>();
        for (ScanBranch direction : directions) {
            computations.add(() -> new Selected(direction, direction.select(x, probe)));
        }
        probe.watch(
                kernels,
                computations,
                selected -> then.accept(selected.direction(), selected.selection()));
    }
}
