package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.model.Probe;

import java.util.List;
import java.util.Optional;

/**
 * Blocks over one grid of tokens, and the way to the next grid.
 *
 * @param name as {@code layers.0}
 * @param blocks in their order
 * @param downsampling empty in the last stage
 */
record Stage(String name, List<Block> blocks, Optional<Downsampling> downsampling) {
    Stage {
        blocks = List.copyOf(blocks);
    }

    /** From (images, tokens, E) to the tokens of the next stage. */
    NDArray apply(NDArray in, Probe probe) {
        NDArray tokens = in;
        for (Block block : blocks) {
            tokens = through(block, tokens, probe);
        }
        NDArray last = tokens;
        NDArray out = downsampling.map(layer -> layer.apply(last, probe)).orElse(last);
        probe.offer(name + ".downsample.out", out);
        return out;
    }

    /** Runs a block; what it read and what it computed on the way is freed. */
    private static NDArray through(Block block, NDArray tokens, Probe probe) {
        NDManager pass = tokens.getManager();
        try (NDManager scope = pass.newSubManager()) {
            tokens.attach(scope);
            NDArray out = block.apply(tokens, probe);
            out.attach(pass);
            return out;
        }
    }
}
