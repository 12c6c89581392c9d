package org.mambascope.image;

/**
 * An upright image of three 8-bit colours.
 *
 * @param name for the user: its file name, or its number in a dataset
 * @param width in pixels
 * @param height in pixels
 * @param rgb row by row from the top left, {@code 0xRRGGBB}
 */
public record Picture(String name, int width, int height, int[] rgb) {
    public Picture {
        if (width < 1 || height < 1 || rgb.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    "an image of "
                            + width
                            + " × "
                            + height
                            + " cannot have "
                            + rgb.length
                            + " pixels");
        }
    }
}
