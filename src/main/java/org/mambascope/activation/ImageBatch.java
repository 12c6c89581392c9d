package org.mambascope.activation;

/**
 * Some preprocessed images.
 *
 * @param values row-major (images, 3, height, width)
 * @param images how many
 */
public record ImageBatch(float[] values, int images) {
    public ImageBatch {
        if (images < 1 || values.length % (3 * images) != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are no " + images + " images of three colours");
        }
    }
}
