package org.mambascope.image;

/**
 * Pictures as a network's input.
 *
 * @param indices their numbers in the dataset
 * @param values images × 3 × height × width, normalised
 */
public record Batch(int[] indices, float[] values) {
    /** Number of pictures in the batch. */
    public int images() {
        return indices.length;
    }
}
