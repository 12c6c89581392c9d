package org.mambascope.model;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.token.TokenStream;

import java.util.List;

/** What a network makes of the tokens of its blocks: the answer of one task. */
public sealed interface Head permits ClassifierHead, DetectorHead {
    /** Returns true if it reads the stream after a block, by its index, besides the last. */
    boolean reads(int block);

    /**
     * The numbers that answers are made of: logits of classes, or of an object at every anchor.
     *
     * @param streams after the blocks that it reads, the last block's last, owned by one manager
     * @param height of the images in pixels
     * @param width of the images in pixels
     * @return a row for each image, owned by the same manager
     */
    NDArray outputs(List<TokenStream> streams, int height, int width, Probe probe);
}
