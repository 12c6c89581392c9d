package org.mambascope.quant.calibration;

import org.mambascope.base.Problem;
import org.mambascope.image.content.ImageContents;

import java.util.List;

/**
 * Images to calibrate with. Values are not copied and must not be changed.
 *
 * @param source where they are from, for the record
 * @param count number of images
 * @param height in pixels
 * @param width in pixels
 * @param values normalised, count × 3 × height × width
 * @param contents of the images; unknown of a tensor
 * @param notes how they were found and chosen, a sentence each
 */
public record CalibrationSet(
        String source,
        int count,
        int height,
        int width,
        float[] values,
        ImageContents contents,
        List<String> notes) {
    /** Images of which nothing else is known. */
    public CalibrationSet(String source, int count, int height, int width, float[] values) {
        this(source, count, height, width, values, ImageContents.UNKNOWN, List.of());
    }

    public CalibrationSet {
        notes = List.copyOf(notes);
        if (count < 1) {
            throw new Problem(
                    "Expected at least one calibration image in %s, found none: take another source."
                            .formatted(source));
        }
        if (values.length != count * 3 * height * width) {
            throw new IllegalArgumentException("an image has three colours");
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new Problem(
                        "Expected finite numbers in the calibration images of %s, found %s: make them again."
                                .formatted(source, value));
            }
        }
    }

    /**
     * Fails where a model expects images of another size.
     *
     * @throws Problem with both sizes
     */
    public void requireSize(int expectedHeight, int expectedWidth) {
        if (height != expectedHeight || width != expectedWidth) {
            throw new Problem(
                    "Expected calibration images of %d × %d pixels, found %d × %d in %s: preprocess them for this model."
                            .formatted(expectedWidth, expectedHeight, width, height, source));
        }
    }
}
