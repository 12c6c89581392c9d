package org.mambascope.image;

import java.util.List;

/**
 * How a picture becomes a network's input: brought to size, divided by 255, then (value − mean) /
 * deviation per colour.
 *
 * @param height of the input in pixels
 * @param width of the input in pixels
 * @param fit how the picture is brought to that size
 * @param mean per colour (red, green, blue), on the scale 0 … 1
 * @param deviation per colour, on the scale 0 … 1
 */
public record Preprocessing(
        int height, int width, Fit fit, List<Float> mean, List<Float> deviation) {
    /** Mean colour of ImageNet. */
    public static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);

    /** Standard deviation of ImageNet's colours. */
    public static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    /** How a picture is brought to the input's size. */
    public sealed interface Fit {
        /**
         * The shorter side to {@code shorterSide} by antialiased bicubic interpolation, then the
         * centre is cut out.
         */
        record ResizeAndCrop(int shorterSide) implements Fit {}

        /** A border of one grey value; the picture itself is not resized. */
        record Pad(int left, int top, int right, int bottom, int value) implements Fit {}
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (height < 1 || width < 1 || mean.size() != 3 || deviation.size() != 3) {
            throw new IllegalArgumentException("an input has a size and three colours");
        }
    }

    /**
     * As published for ImageNet: the shorter side to side / 0.875, centre crop, ImageNet's colours.
     */
    public static Preprocessing imageNet(int side) {
        int shorterSide = (int) Math.floor(side / 0.875);
        return new Preprocessing(
                side, side, new Fit.ResizeAndCrop(shorterSide), IMAGENET_MEAN, IMAGENET_DEVIATION);
    }
}
