package org.mambascope.model.detection.box;

import java.util.stream.IntStream;

/**
 * Features of one image on one level, with the channels of a place side by side.
 *
 * @param height in cells
 * @param width in cells
 * @param channels of a cell
 * @param values height × width × channels
 */
public record FeatureMap(int height, int width, int channels, float[] values) {
    private static final int TILE = 16;

    public FeatureMap {
        if (values.length != Math.multiplyExact(Math.multiplyExact(height, width), channels)) {
            throw new IllegalArgumentException(
                    "%d values for %d × %d cells of %d channels"
                            .formatted(values.length, height, width, channels));
        }
    }

    /** Features that are stored as one plane for each channel: channels × height × width. */
    public static FeatureMap ofPlanes(float[] planes, int channels, int height, int width) {
        float[] values = new float[planes.length];
        int cells = height * width;
        IntStream.range(0, Math.ceilDiv(cells, TILE))
                .parallel()
                .forEach(
                        tile -> {
                            int end = Math.min(cells, (tile + 1) * TILE);
                            for (int channel = 0; channel < channels; channel++) {
                                for (int cell = tile * TILE; cell < end; cell++) {
                                    values[cell * channels + channel] =
                                            planes[channel * cells + cell];
                                }
                            }
                        });
        return new FeatureMap(height, width, channels, values);
    }
}
