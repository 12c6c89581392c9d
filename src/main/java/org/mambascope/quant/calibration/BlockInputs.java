package org.mambascope.quant.calibration;

import org.mambascope.model.ModelBlock;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Inputs of the next block while a model is quantised: true, reference and quantised.
 *
 * @param truth of the original model
 * @param original reference that layers' ranges are found with and that blocks are fitted to:
 *     {@code truth}, or PTQ4VM's variant of it
 * @param quantised outputs of the quantised blocks; {@code original} where they are not run
 */
public record BlockInputs(
        BlockActivations truth, BlockActivations original, BlockActivations quantised)
        implements AutoCloseable {
    /** Before the first block all are the same. */
    public static BlockInputs start(BlockActivations embedded) {
        return new BlockInputs(embedded, embedded, embedded);
    }

    /**
     * Runs the original block.
     *
     * @param overwrites whether the residual is lost, as in PTQ4VM's code after its first block
     */
    public BlockInputs throughOriginal(ModelBlock block, boolean overwrites) {
        BlockActivations next = truth.through(block);
        BlockActivations taken = original == truth ? next : original.through(block);
        BlockActivations held = overwrites ? taken.withOverwrittenResidual() : taken;
        return new BlockInputs(next, held, held);
    }

    /** Copy with the quantised block's outputs. */
    public BlockInputs withQuantised(BlockActivations next, boolean overwrites) {
        return new BlockInputs(truth, original, overwrites ? next.withOverwrittenResidual() : next);
    }

    @Override
    public void close() {
        Set<BlockActivations> all = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(all, truth, original, quantised);
        all.forEach(BlockActivations::close);
    }
}
