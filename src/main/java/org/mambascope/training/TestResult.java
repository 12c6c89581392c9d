package org.mambascope.training;

import java.util.Map;

/** How good a model is on images that it did not learn from. */
public interface TestResult {
    /** Number of images. */
    int testPictures();

    /** Figures of the curve, by name. */
    Map<String, Double> figures();

    /** The result for the user, as {@code top-1 91.20 % of 10,000 test images}. */
    String words();
}
