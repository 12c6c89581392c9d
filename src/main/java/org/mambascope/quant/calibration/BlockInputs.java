package org.mambascope.quant.calibration;

import org.mambascope.model.ModelBlock;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Everything that flows between two blocks while a model is quantised.
 *
 * @param truth of the original model
 * @param original what layers' ranges are found with and blocks are held to: {@code truth}, or what
 *     PTQ4VM's code takes for it
 * @param quantised what the quantised blocks give; {@code original} where they are not run
 */
public record BlockInputs(
        BlockActivations truth, BlockActivations original, BlockActivations quantised)
        implements AutoCloseable {
    /** Before the first block all are the same. */
    public static BlockInputs start(BlockActivations embedded) {
        return new BlockInputs(embedded, embedded, embedded);
    }

    /**
     * What the original block gives.
     *
     * @param overwrites whether the residual is lost, as in PTQ4VM's code after its first block
     */
    public BlockInputs throughOriginal(ModelBlock block, boolean overwrites) {
        BlockActivations next = truth.through(block);
        BlockActivations taken = original == truth ? next : original.through(block);
        BlockActivations held = overwrites ? taken.withOverwrittenResidual() : taken;
        return new BlockInputs(next, held, held);
    }

    /** The same with what the quantised block gave. */
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
