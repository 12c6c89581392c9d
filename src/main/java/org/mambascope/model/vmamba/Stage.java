package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Probe;
import org.mambascope.model.layer.ScanPlans;

import java.util.List;
import java.util.Optional;

/**
 * Blocks over one grid of tokens, and the way to the next grid.
 *
 * @param name as {@code layers.0}
 * @param blocks in their order
 * @param downsampling empty in the last stage
 */
record Stage(String name, List<VssBlock> blocks, Optional<Downsampling> downsampling) {
    Stage {
        blocks = List.copyOf(blocks);
    }

    /** The same stage over another grid. */
    Stage on(Grid grid, ScanPlans plans) {
        return new Stage(
                name,
                blocks.stream().map(block -> block.on(grid, plans)).toList(),
                downsampling.map(layer -> layer.on(grid)));
    }

    /** From the last block's tokens, (images, tokens, E), to those that the next stage reads. */
    NDArray leave(NDArray tokens, Probe probe) {
        NDArray out = downsampling.map(layer -> layer.apply(tokens, probe)).orElse(tokens);
        probe.offer(name + ".downsample.out", out);
        return out;
    }
}
