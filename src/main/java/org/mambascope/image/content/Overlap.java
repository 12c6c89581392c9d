package org.mambascope.image.content;

import java.util.Optional;

/**
 * Number of images that a model was both calibrated with and tested on.
 *
 * @param shared calibration images that are test images too
 * @param calibration number of calibration images; 0 where their pixels are not known
 * @param test number of test images
 */
public record Overlap(int shared, int calibration, int test) {
    /** Of two sets of images. */
    public static Overlap of(ImageContents calibration, ImageContents test) {
        return new Overlap(calibration.sharedWith(test), calibration.size(), test.size());
    }

    /** Returns true if the pixels of both sets are known. */
    public boolean isKnown() {
        return calibration > 0 && test > 0;
    }

    /** Warns the user; empty where no image is shared, or the overlap is not known. */
    public Optional<String> sentence() {
        return shared == 0
                ? Optional.empty()
                : Optional.of(
                        "%,d of %,d calibration images are among the %,d test images: accuracy is flattered."
                                .formatted(shared, calibration, test));
    }
}
