package org.mambascope.image;

import org.mambascope.base.Problem;
import org.mambascope.image.decode.Decoder;

/**
 * Antialiased interpolation to the same levels as Pillow's {@code resize} gives: the kernel widens
 * by the factor when shrinking; rows first, then columns, each pass in fixed point and rounded to 8
 * bits.
 */
final class Resampling {
    private static final int FRACTION_BITS = 32 - 8 - 2;

    private Resampling() {}

    /**
     * Brings the shorter side to {@code side} pixels; the longer becomes the whole part of side ·
     * longer / shorter.
     *
     * @throws Problem if the result would be larger than {@link Decoder#MAX_PIXELS}
     */
    static Picture shorterSide(Picture picture, int side, Interpolation interpolation) {
        int shorter = Math.min(picture.width(), picture.height());
        long longer = (long) side * Math.max(picture.width(), picture.height()) / shorter;
        requireSize(
                picture,
                picture.width() <= picture.height() ? side : longer,
                picture.width() <= picture.height() ? longer : side);
        return picture.width() <= picture.height()
                ? resize(picture, side, (int) longer, interpolation)
                : resize(picture, (int) longer, side, interpolation);
    }

    private static void requireSize(Picture picture, long width, long height) {
        if (width * height > Decoder.MAX_PIXELS) {
            throw new Problem(
                    "The image %s of %d × %d pixels would be resized to %d × %d, and %d megapixels are the most: resize to less, or leave it out."
                            .formatted(
                                    picture.name(),
                                    picture.width(),
                                    picture.height(),
                                    width,
                                    height,
                                    Decoder.MAX_PIXELS / 1_000_000));
        }
    }

    /**
     * An image of another width and height in pixels.
     *
     * @throws Problem if the result would be larger than {@link Decoder#MAX_PIXELS}
     */
    static Picture resize(Picture picture, int width, int height, Interpolation interpolation) {
        requireSize(picture, width, height);
        return resizeRows(resizeColumns(picture, width, interpolation), height, interpolation);
    }

    private static Picture resizeColumns(Picture picture, int width, Interpolation interpolation) {
        if (width == picture.width()) {
            return picture;
        }
        Window[] windows = windows(picture.width(), width, interpolation);
        int height = picture.height();
        int[] rgb = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int start = y * picture.width() + windows[x].first();
                rgb[y * width + x] = windows[x].apply(picture.rgb(), start, 1);
            }
        }
        return new Picture(picture.name(), width, height, rgb);
    }

    private static Picture resizeRows(Picture picture, int height, Interpolation interpolation) {
        if (height == picture.height()) {
            return picture;
        }
        Window[] windows = windows(picture.height(), height, interpolation);
        int width = picture.width();
        int[] rgb = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int start = windows[y].first() * width + x;
                rgb[y * width + x] = windows[y].apply(picture.rgb(), start, width);
            }
        }
        return new Picture(picture.name(), width, height, rgb);
    }

    /** The pixels that one resampled pixel is made of, and their fixed-point weights. */
    private record Window(int first, int[] weights) {
        int apply(int[] rgb, int start, int step) {
            int red = 1 << (FRACTION_BITS - 1);
            int green = red;
            int blue = red;
            int at = start;
            for (int weight : weights) {
                int colour = rgb[at];
                red += (colour >> 16 & 0xff) * weight;
                green += (colour >> 8 & 0xff) * weight;
                blue += (colour & 0xff) * weight;
                at += step;
            }
            return level(red) << 16 | level(green) << 8 | level(blue);
        }

        private static int level(int sum) {
            return Math.clamp(sum >> FRACTION_BITS, 0, 255);
        }
    }

    private static Window[] windows(int from, int to, Interpolation interpolation) {
        double scale = (double) from / to;
        double widening = Math.max(scale, 1);
        double support = interpolation.radius() * widening;
        Window[] windows = new Window[to];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(from, (int) (centre + support + 0.5));
            double[] weights = new double[end - first];
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                weights[j] = interpolation.weight((first + j - centre + 0.5) / widening);
                sum += weights[j];
            }
            windows[i] = new Window(first, fixedPoint(weights, sum));
        }
        return windows;
    }

    private static int[] fixedPoint(double[] weights, double sum) {
        int[] fixed = new int[weights.length];
        for (int i = 0; i < fixed.length; i++) {
            double weight = weights[i] / sum * (1 << FRACTION_BITS);
            fixed[i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
        return fixed;
    }
}
