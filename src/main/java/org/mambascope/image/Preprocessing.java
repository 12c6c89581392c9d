package org.mambascope.image;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.json.JsonFields;

import java.util.List;
import java.util.function.Consumer;

/**
 * Preprocessing of images to a network's input: brought to size, divided by 255, then (value −
 * mean) / deviation per colour.
 *
 * @param height of the input in pixels
 * @param width of the input in pixels
 * @param fit method of bringing the image to that size
 * @param mean per colour (red, green, blue), on the scale 0 … 1
 * @param deviation per colour, on the scale 0 … 1
 */
public record Preprocessing(
        int height, int width, Fit fit, List<Float> mean, List<Float> deviation) {
    /** Mean colour of ImageNet. */
    public static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);

    /** Standard deviation of ImageNet's colours. */
    public static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);

    private static final int LEVELS = 255;

    /** Method of bringing an image to the input's size. */
    public sealed interface Fit {
        /**
         * The shorter side to {@code shorterSide} by antialiased interpolation, then the centre is
         * cut out.
         */
        record ResizeAndCrop(int shorterSide, Interpolation interpolation) implements Fit {
            /** By bicubic interpolation. */
            public ResizeAndCrop(int shorterSide) {
                this(shorterSide, Interpolation.BICUBIC);
            }

            public ResizeAndCrop {
                if (shorterSide < 1) {
                    throw new IllegalArgumentException("a side has at least one pixel");
                }
            }
        }

        /**
         * As a detector's images onto one size of input: to the largest size within a scale that
         * also fits into the input, with its proportions kept, in the upper left; the rest is zero
         * after normalisation ({@link DetectionPreprocessing#onto}).
         */
        record Canvas(int longSide, int shortSide) implements Fit {
            public Canvas {
                if (longSide < shortSide || shortSide < 1) {
                    throw new IllegalArgumentException("a scale has a shorter and a longer side");
                }
            }
        }

        /** To a height and width whatever its own are, then the centre is cut out. */
        record Squash(int height, int width, Interpolation interpolation) implements Fit {
            public Squash {
                if (height < 1 || width < 1) {
                    throw new IllegalArgumentException("a side has at least one pixel");
                }
            }
        }

        /**
         * A border of one grey value (0 … 255). An image that does not fill the area inside the
         * border is first brought to that size: resized to cover it, then its centre cut out.
         */
        record Pad(int left, int top, int right, int bottom, int value) implements Fit {
            public Pad {
                if (left < 0 || top < 0 || right < 0 || bottom < 0 || value < 0 || value > 255) {
                    throw new IllegalArgumentException("a border has no negative width or level");
                }
            }
        }
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (height < 1 || width < 1 || mean.size() != 3 || deviation.size() != 3) {
            throw new IllegalArgumentException("an input has a size and three colours");
        }
        if (fit instanceof Fit.Pad(int left, int top, int right, int bottom, int _)
                && (left + right >= width || top + bottom >= height)) {
            throw new IllegalArgumentException("a border leaves room for an image");
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

    /**
     * Reads a model file's preprocessing; {@link PreprocessingJson} says in which form.
     *
     * @throws org.mambascope.base.Problem naming an entry that is wrong, or does not go with the
     *     input's size
     */
    public static Preprocessing fromJson(JsonNode node, int height, int width) {
        return fromJson(node, height, width, note -> {});
    }

    /** As {@link #fromJson(JsonFields, int, int, Consumer)}, of an object without a place. */
    public static Preprocessing fromJson(
            JsonNode node, int height, int width, Consumer<String> notes) {
        return fromJson(JsonFields.of(node, "preprocessing"), height, width, notes);
    }

    /**
     * Reads preprocessing, also in the words of Hugging Face and timm.
     *
     * @param notes receives a sentence about each entry that was interpreted
     */
    public static Preprocessing fromJson(
            JsonFields fields, int height, int width, Consumer<String> notes) {
        return PreprocessingJson.read(fields, height, width, notes);
    }

    /** Writes what {@link #fromJson} reads. */
    public JsonNode toJson() {
        return PreprocessingJson.write(this);
    }

    /** The image as the network sees it: of the input's size, before normalisation. */
    public Picture fit(Picture picture) {
        return switch (fit) {
            case Fit.ResizeAndCrop(int shorterSide, Interpolation interpolation) ->
                    Framing.centre(
                            Resampling.shorterSide(picture, shorterSide, interpolation),
                            height,
                            width);
            case Fit.Squash(int high, int wide, Interpolation interpolation) ->
                    Framing.centre(
                            Resampling.resize(picture, wide, high, interpolation), height, width);
            case Fit.Canvas canvas -> {
                Picture image = detection(canvas).onto(picture, height, width).image();
                yield Framing.border(
                        image, 0, 0, width - image.width(), height - image.height(), grey());
            }
            case Fit.Pad(int left, int top, int right, int bottom, int value) ->
                    Framing.border(
                            covering(picture, height - top - bottom, width - left - right),
                            left,
                            top,
                            right,
                            bottom,
                            value);
        };
    }

    private static Picture covering(Picture picture, int height, int width) {
        if (picture.height() == height && picture.width() == width) {
            return picture;
        }
        Picture resized =
                Resampling.shorterSide(picture, Math.max(height, width), Interpolation.BICUBIC);
        return Framing.centre(resized, height, width);
    }

    /**
     * Preprocesses an image.
     *
     * @return 3 × height × width values: the red plane, then green, then blue, row by row
     */
    public float[] apply(Picture picture) {
        if (fit instanceof Fit.Canvas canvas) {
            return detection(canvas).onto(picture, height, width).values();
        }
        int[] rgb = fit(picture).rgb();
        float[] values = new float[3 * rgb.length];
        for (int colour = 0; colour < 3; colour++) {
            int shift = 16 - 8 * colour;
            float[] levels = normalisedLevels(mean.get(colour), deviation.get(colour));
            for (int i = 0; i < rgb.length; i++) {
                values[colour * rgb.length + i] = levels[rgb[i] >> shift & 0xff];
            }
        }
        return values;
    }

    private DetectionPreprocessing detection(Fit.Canvas canvas) {
        return new DetectionPreprocessing(
                canvas.longSide(),
                canvas.shortSide(),
                1,
                mean.stream().map(value -> LEVELS * value).toList(),
                deviation.stream().map(value -> LEVELS * value).toList());
    }

    /** The grey nearest to what becomes zero. */
    private int grey() {
        double sum = mean.stream().mapToDouble(Float::doubleValue).sum();
        return (int) Math.round(LEVELS * sum / mean.size());
    }

    private static float[] normalisedLevels(float mean, float deviation) {
        float[] levels = new float[256];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = ((float) level / LEVELS - mean) / deviation;
        }
        return levels;
    }
}
