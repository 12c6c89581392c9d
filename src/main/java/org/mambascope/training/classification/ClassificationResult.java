package org.mambascope.training.classification;

import org.mambascope.training.TestResult;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How often a model classifies rightly.
 *
 * @param testPictures images that the accuracy was measured on
 * @param testAccuracy top-1, in percent
 * @param confusion images by true class (rows) and predicted class (columns)
 */
public record ClassificationResult(
        int testPictures, double testAccuracy, List<List<Integer>> confusion)
        implements TestResult {
    public ClassificationResult {
        confusion = List.copyOf(confusion);
    }

    @Override
    public Map<String, Double> figures() {
        return Map.of("testAccuracy", testAccuracy);
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT, "top-1 %.2f %% of %,d test images", testAccuracy, testPictures);
    }
}
