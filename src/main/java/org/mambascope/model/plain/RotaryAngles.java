package org.mambascope.model.plain;

/**
 * Angles of a rotary position embedding over a square grid of patches ({@code
 * VisionRotaryEmbeddingFast} of the originals' {@code rope.py}): the first half of the channels
 * turns with the row, the second with the column.
 *
 * @param side patches per side
 * @param width channels of a token, a multiple of 4
 * @param cosines (patches, channels), row by row
 * @param sines as the cosines
 */
public record RotaryAngles(int side, int width, float[] cosines, float[] sines) {
    private static final double BASE = 10_000;

    /**
     * Angles for a grid.
     *
     * @param pretrainedSide patches per side to which positions are scaled
     */
    public static RotaryAngles of(int side, int pretrainedSide, int width) {
        int half = width / 2;
        float[] cosines = new float[side * side * width];
        float[] sines = new float[cosines.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                for (int channel = 0; channel < width; channel++) {
                    int position = channel < half ? row : column;
                    int pair = channel % half / 2;
                    float frequency = (float) (1 / Math.pow(BASE, 2.0 * pair / half));
                    float angle = (float) position / side * pretrainedSide * frequency;
                    int at = (row * side + column) * width + channel;
                    cosines[at] = (float) Math.cos(angle);
                    sines[at] = (float) Math.sin(angle);
                }
            }
        }
        return new RotaryAngles(side, width, cosines, sines);
    }
}
