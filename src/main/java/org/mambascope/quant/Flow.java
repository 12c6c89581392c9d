package org.mambascope.quant;

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
record Flow(Streams truth, Streams original, Streams quantised) implements AutoCloseable {
    /** Before the first block all are the same. */
    static Flow start(Streams embedded) {
        return new Flow(embedded, embedded, embedded);
    }

    /**
     * What the original block gives.
     *
     * @param overwrites whether the residual is lost, as in PTQ4VM's code after its first block
     */
    Flow throughOriginal(ModelBlock block, boolean overwrites) {
        Streams next = truth.through(block);
        Streams taken = original == truth ? next : original.through(block);
        Streams held = overwrites ? taken.withOverwrittenResidual() : taken;
        return new Flow(next, held, held);
    }

    /** The same with what the quantised block gave. */
    Flow withQuantised(Streams next, boolean overwrites) {
        return new Flow(truth, original, overwrites ? next.withOverwrittenResidual() : next);
    }

    @Override
    public void close() {
        Set<Streams> all = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(all, truth, original, quantised);
        all.forEach(Streams::close);
    }
}
