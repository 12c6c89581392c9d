package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.token.TokenStream;

import java.util.List;

/** A head that says what an image shows, one logit for each class. */
public non-sealed interface ClassifierHead extends Head {
    /**
     * Makes logits of what the last block gave.
     *
     * @return (images, classes), owned by the manager of {@code last}
     */
    NDArray classify(TokenStream last, Probe probe);

    @Override
    default boolean reads(int block) {
        return false;
    }

    @Override
    default NDArray outputs(List<TokenStream> streams, int height, int width, Probe probe) {
        return classify(streams.getLast(), probe);
    }
}
