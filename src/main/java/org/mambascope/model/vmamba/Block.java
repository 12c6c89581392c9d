package org.mambascope.model.vmamba;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.Norm;
import org.mambascope.model.Probe;

import java.util.Optional;

/**
 * A block of VMamba ({@code VSSBlock} of the original): mix tokens, then channels, each added to
 * what entered.
 *
 * @param name as {@code layers.0.blocks.1}
 * @param norm before the scans
 * @param mixer of tokens
 * @param mlp over channels
 */
record Block(String name, Norm norm, SelectiveScan2d mixer, Optional<Mlp> mlp) {
    /** Maps (images, tokens, E). */
    NDArray apply(NDArray tokens, Probe probe) {
        NDArray mixed = tokens.add(mixer.apply(norm.apply(tokens), probe));
        NDArray out = mlp.map(layer -> mixed.add(layer.apply(mixed, probe))).orElse(mixed);
        probe.offer(name + ".out", out);
        return out;
    }
}
