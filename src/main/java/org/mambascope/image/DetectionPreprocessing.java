package org.mambascope.image;

import java.util.List;

/**
 * Preprocessing of images to the input of a detector, as mmdetection's test pipelines do it:
 * brought to the largest size that fits into a scale with their proportions kept, normalised, then
 * padded with zeros on the right and below.
 *
 * @param longSide most pixels of the longer side
 * @param shortSide most pixels of the shorter side
 * @param divisor of which the input's sides are multiples
 * @param mean per colour (red, green, blue), on the scale 0 … 255
 * @param deviation per colour, on the scale 0 … 255
 */
public record DetectionPreprocessing(
        int longSide, int shortSide, int divisor, List<Float> mean, List<Float> deviation) {
    private static final int DIVISOR = 32;
    private static final List<Float> MEAN = List.of(123.675f, 116.28f, 103.53f);
    private static final List<Float> DEVIATION = List.of(58.395f, 57.12f, 57.375f);

    /** As VMamba's detectors were trained for COCO: 1333 × 800. */
    public static final DetectionPreprocessing COCO = ofScale(1333, 800);

    public DetectionPreprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (longSide < shortSide || shortSide < 1 || divisor < 1) {
            throw new IllegalArgumentException("a scale has a shorter and a longer side");
        }
        if (mean.size() != 3 || deviation.size() != 3) {
            throw new IllegalArgumentException("an image has three colours");
        }
    }

    /**
     * Of another scale, with ImageNet's colours and sides of multiples of 32; which of the sides
     * comes first does not matter.
     */
    public static DetectionPreprocessing ofScale(int side, int otherSide) {
        return new DetectionPreprocessing(
                Math.max(side, otherSide), Math.min(side, otherSide), DIVISOR, MEAN, DEVIATION);
    }

    /**
     * An image as a detector's input.
     *
     * @param values 3 × height × width: the red plane, then green, then blue, row by row
     * @param height of the input in pixels, with padding
     * @param width of the input in pixels, with padding
     * @param image the resized image, which fills the upper left of the input
     * @param factorX new width / width before
     * @param factorY new height / height before
     */
    public record Input(
            float[] values, int height, int width, Picture image, double factorX, double factorY) {}

    /** The image at the detector's scale, before normalisation. */
    public Picture resize(Picture picture) {
        return scaled(picture, shrink(picture));
    }

    private double shrink(Picture picture) {
        return Math.min(
                (double) longSide / Math.max(picture.width(), picture.height()),
                (double) shortSide / Math.min(picture.width(), picture.height()));
    }

    private static Picture scaled(Picture picture, double factor) {
        return OpenCvResize.resize(
                picture, side(picture.width(), factor), side(picture.height(), factor));
    }

    private static int side(int side, double factor) {
        return Math.max(1, (int) (side * factor + 0.5));
    }

    /** Preprocesses an image. */
    public Input apply(Picture picture) {
        Picture image = resize(picture);
        return framed(
                picture,
                image,
                Math.ceilDiv(image.height(), divisor) * divisor,
                Math.ceilDiv(image.width(), divisor) * divisor);
    }

    /**
     * Preprocesses an image for an input of one size: as large as the scale and the input allow.
     *
     * @param height of the input in pixels
     * @param width of the input in pixels
     */
    public Input onto(Picture picture, int height, int width) {
        return framed(picture, scaled(picture, factorOnto(picture, height, width)), height, width);
    }

    /** Pixels of an input of one size for one pixel of an image, which fills its upper left. */
    public double factorOnto(Picture picture, int height, int width) {
        double fits =
                Math.min((double) height / picture.height(), (double) width / picture.width());
        return Math.min(shrink(picture), fits);
    }

    private Input framed(Picture picture, Picture image, int height, int width) {
        float[] values = new float[Math.multiplyExact(3 * height, width)];
        for (int colour = 0; colour < 3; colour++) {
            float[] levels = levels(colour);
            int shift = 16 - 8 * colour;
            for (int y = 0; y < image.height(); y++) {
                int to = (colour * height + y) * width;
                int from = y * image.width();
                for (int x = 0; x < image.width(); x++) {
                    values[to + x] = levels[image.rgb()[from + x] >> shift & 0xff];
                }
            }
        }
        return new Input(
                values,
                height,
                width,
                image,
                (double) image.width() / picture.width(),
                (double) image.height() / picture.height());
    }

    private float[] levels(int colour) {
        float[] levels = new float[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = (level - mean.get(colour)) / deviation.get(colour);
        }
        return levels;
    }
}
