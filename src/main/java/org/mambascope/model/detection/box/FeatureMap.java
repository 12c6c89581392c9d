package org.mambascope.model.detection.box;

/**
 * Features of one image on one level, with the channels of a place side by side.
 *
 * @param height in cells
 * @param width in cells
 * @param channels of a cell
 * @param values height × width × channels
 */
public record FeatureMap(int height, int width, int channels, float[] values) {
    public FeatureMap {
        if (values.length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
            throw new IllegalArgumentException(
                    "%d values for %d × %d cells of %d channels"
                            .formatted(values.length, height, width, channels));
        }
    }
}
