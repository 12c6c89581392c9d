package org.mambascope.dataset;

import org.mambascope.image.content.ImageContents;

/**
 * Images as a network's input.
 *
 * @param indices their numbers in the dataset
 * @param values images × 3 × height × width, normalised
 * @param contents of the images as they were read
 */
public record Batch(int[] indices, float[] values, ImageContents contents) {
    /** Batch of images whose contents are not known. */
    public Batch(int[] indices, float[] values) {
        this(indices, values, ImageContents.UNKNOWN);
    }

    /** Number of images in the batch. */
    public int images() {
        return indices.length;
    }
}
