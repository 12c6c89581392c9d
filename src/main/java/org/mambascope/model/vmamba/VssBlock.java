package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.Norm;
import org.mambascope.model.layer.ScanPlans;
import org.mambascope.tensor.Kernels;

import java.util.Optional;

/**
 * A block of VMamba ({@code VSSBlock} of the original): mix tokens, then channels, each added to
 * what entered.
 *
 * @param kernels mark where it begins
 * @param name as {@code layers.0.blocks.1}
 * @param norm before the scans
 * @param mixer of tokens
 * @param mlp over channels
 */
record VssBlock(Kernels kernels, String name, Norm norm, Ss2d mixer, Optional<Mlp> mlp) {
    /** The same block over another grid. */
    VssBlock on(Grid grid, ScanPlans plans) {
        return new VssBlock(
                kernels,
                name,
                norm,
                mixer.on(grid, plans),
                mlp.map(layer -> layer.on(grid, plans)));
    }

    /** Maps (images, tokens, E). */
    NDArray apply(NDArray in, Probe probe) {
        NDArray tokens = kernels.boundary(in);
        NDArray mixed = mixer.apply(norm.apply(tokens), tokens, probe);
        NDArray out = mlp.map(layer -> layer.apply(mixed, probe)).orElse(mixed);
        probe.offer(name + ".out", out);
        return out;
    }
}
