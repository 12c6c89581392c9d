package org.mambascope.model.token;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tensors between two blocks, (images, tokens, E). A plain Visual Mamba keeps the sum of everything
 * before a block apart from the block's output; a VMamba adds at once.
 *
 * @param hidden output of the last block
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

    /** Stream of the tokens from last to first. */
    public TokenStream reversed() {
        return new TokenStream(hidden.flip(1), residual.map(array -> array.flip(1)));
    }

    /** Adds two streams. */
    public TokenStream add(TokenStream other) {
        Optional<NDArray> sum = residual.map(array -> array.add(other.residual().orElseThrow()));
        return new TokenStream(hidden.add(other.hidden()), sum);
    }

    /** Frees what does not flow on in {@code next}. */
    public void releaseAllBut(TokenStream next) {
        Stream.concat(Stream.of(hidden), residual.stream())
                .filter(array -> array != next.hidden)
                .filter(array -> next.residual.filter(kept -> kept == array).isEmpty())
                .forEach(NDArray::close);
    }
}
