package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Optional;

/**
 * What flows from block to block: a mixer's output and the sum of everything before it, both
 * (images, tokens, E).
 *
 * @param residual empty before the first block
 */
record Stream(NDArray hidden, Optional<NDArray> residual) {
    /** Hands both to another manager. */
    Stream attach(NDManager manager) {
        hidden.attach(manager);
        residual.ifPresent(array -> array.attach(manager));
        return this;
    }

    /** The sum that the next normalisation reads. */
    NDArray sum() {
        return residual.map(hidden::add).orElse(hidden);
    }

    /** The same tokens from last to first. */
    Stream reversed() {
        return new Stream(hidden.flip(1), residual.map(array -> array.flip(1)));
    }

    /** Adds two streams. */
    Stream add(Stream other) {
        Optional<NDArray> sum = residual.map(array -> array.add(other.residual().orElseThrow()));
        return new Stream(hidden.add(other.hidden()), sum);
    }
}
