package org.mambascope.model;

import org.mambascope.model.token.TokenStream;

import java.util.List;

/**
 * One block of a model, together with the operations between it and the block before (rotation of
 * tokens, down-sampling), so that the blocks in a row are all that lies between embedding and
 * classification.
 */
public interface ModelBlock {
    /** As {@code layers.4}, for the user. */
    String name();

    /** The places of its quantisable linear layers, in the order in which they run. */
    List<LinearSlot> slots();

    /**
     * Runs the block; what it computed on the way is freed.
     *
     * @return owned by the manager of {@code in}, which stays as it is
     */
    TokenStream apply(TokenStream in, Probe probe);
}
