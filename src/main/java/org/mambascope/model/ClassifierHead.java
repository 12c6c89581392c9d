package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.token.TokenStream;

/** A head that says what an image shows, one logit for each class. */
public non-sealed interface ClassifierHead extends Head {
    /**
     * Makes logits of what the last block gave.
     *
     * @return (images, classes), owned by the manager of {@code last}
     */
    NDArray classify(TokenStream last, Probe probe);
}
