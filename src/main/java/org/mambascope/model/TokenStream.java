package org.mambascope.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What flows from block to block, (images, tokens, E). A plain Visual Mamba keeps the sum of
 * everything before a block beside what the block gave; a VMamba adds at once.
 *
 * @param hidden what the last block gave
 * @param residual the sum before it; empty before the first block, and always in a VMamba
 */
public record TokenStream(NDArray hidden, Optional<NDArray> residual) {
    /** A stream of one tensor. */
    public static TokenStream of(NDArray hidden) {
        return new TokenStream(hidden, Optional.empty());
    }

    /** Hands all tensors to another manager. */
    public TokenStream attach(NDManager manager) {
        hidden.attach(manager);
        residual.ifPresent(array -> array.attach(manager));
        return this;
    }

    /** Lends all tensors to a manager until it is closed. */
    public void tempAttach(NDManager manager) {
        manager.tempAttachAll(hidden);
        residual.ifPresent(manager::tempAttachAll);
    }

    /** Everything that was computed so far, which the next normalisation reads. */
    public NDArray sum() {
        return residual.map(hidden::add).orElse(hidden);
    }

    /** The same tokens from last to first. */
    public TokenStream reversed() {
        return new TokenStream(hidden.flip(1), residual.map(array -> array.flip(1)));
    }

    /** Adds two streams. */
    public TokenStream add(TokenStream other) {
        Optional<NDArray> sum = residual.map(array -> array.add(other.residual().orElseThrow()));
        return new TokenStream(hidden.add(other.hidden()), sum);
    }

    /** Frees what does not flow on in {@code next}. */
    void releaseAllBut(TokenStream next) {
        Stream.concat(Stream.of(hidden), residual.stream())
                .filter(array -> array != next.hidden)
                .filter(array -> next.residual.filter(kept -> kept == array).isEmpty())
                .forEach(NDArray::close);
    }
}
