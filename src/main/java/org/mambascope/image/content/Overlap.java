package org.mambascope.image.content;

import java.util.Optional;

/**
 * How many images a model was calibrated with are among those that it is tested on.
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

    /** Whether anything can be said of it. */
    public boolean isKnown() {
        return calibration > 0 && test > 0;
    }

    /** What is to be said; empty where no image is shared, or nothing is known. */
    public Optional<String> sentence() {
        return shared == 0
                ? Optional.empty()
                : Optional.of(
                        "%,d of %,d calibration images are among the %,d test images: accuracy is flattered."
                                .formatted(shared, calibration, test));
    }
}
