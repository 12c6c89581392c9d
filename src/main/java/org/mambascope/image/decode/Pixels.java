package org.mambascope.image.decode;

/**
 * An image of three 8-bit colours.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb row by row from the top left, {@code 0xRRGGBB}
 */
public record Pixels(int width, int height, int[] rgb) {}
