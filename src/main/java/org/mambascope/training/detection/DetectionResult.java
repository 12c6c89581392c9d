package org.mambascope.training.detection;

import org.mambascope.training.TestResult;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How well a model detects: COCO's average precisions of boxes and of masks, 0 … 1.
 *
 * @param testPictures images that they were measured on
 */
public record DetectionResult(
        int testPictures, double boxAp, double boxAp50, double maskAp, double maskAp50)
        implements TestResult {
    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("boxAp", boxAp);
        figures.put("boxAp50", boxAp50);
        figures.put("maskAp", maskAp);
        figures.put("maskAp50", maskAp50);
        return figures;
    }

    @Override
    public String words() {
        return String.format(
                Locale.ROOT,
                "box AP %.3f, mask AP %.3f on %,d test images",
                boxAp,
                maskAp,
                testPictures);
    }
}
