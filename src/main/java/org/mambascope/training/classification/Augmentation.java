package org.mambascope.training.classification;

import java.util.SplittableRandom;

/**
 * Variation of training images.
 *
 * @param flips whether half of them are mirrored left to right
 * @param shift maximum shift in pixels in both directions; the new border is black
 */
public record Augmentation(boolean flips, int shift) {
    /** No variation. */
    public static final Augmentation NONE = new Augmentation(false, 0);

    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("a shift has no negative size");
        }
    }

    /**
     * Varies an image.
     *
     * @param planes colours × height × width
     * @param black value of a black pixel in each colour
     */
    float[] apply(float[] planes, int height, int width, float[] black, SplittableRandom random) {
        boolean mirrored = flips && random.nextBoolean();
        int down = random.nextInt(-shift, shift + 1);
        int right = random.nextInt(-shift, shift + 1);
        float[] varied = new float[planes.length];
        for (int colour = 0; colour < black.length; colour++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int fromRow = row - down;
                    int shifted = column - right;
                    int fromColumn = mirrored ? width - 1 - shifted : shifted;
                    boolean inside =
                            fromRow >= 0 && fromRow < height && shifted >= 0 && shifted < width;
                    varied[(colour * height + row) * width + column] =
                            inside
                                    ? planes[(colour * height + fromRow) * width + fromColumn]
                                    : black[colour];
                }
            }
        }
        return varied;
    }
}
