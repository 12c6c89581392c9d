package org.mambascope.experiment.detection;

import java.util.Arrays;

/**
 * Precision over recall for one category, threshold and range of areas.
 *
 * @param precision at a recall of 0, .01, … 1: the largest that is reached at this recall or a
 *     higher one, 0 where none reaches it
 * @param recall of all detections together
 */
public record PrecisionCurve(double[] precision, double recall) {
    /** Number of places at which precision is taken. */
    public static final int POINTS = 101;

    /** As COCO adds to the number of detections, so that it is not zero. */
    private static final double TINY = Math.ulp(1.0);

    /**
     * Curve of detections in the order of their scores.
     *
     * @param missesBefore for each hit in turn, the number of misses before it
     * @param hits number of hits
     * @param objects number of objects to find, at least one
     */
    static PrecisionCurve of(int[] missesBefore, int hits, int objects) {
        double[] reached = new double[hits];
        double largest = 0;
        for (int i = hits - 1; i >= 0; i--) {
            int found = i + 1;
            largest = Math.max(largest, found / (missesBefore[i] + found + TINY));
            reached[i] = largest;
        }
        double[] precision = new double[POINTS];
        int at = 0;
        for (int point = 0; point < POINTS; point++) {
            double recall = recall(point);
            while (at < hits && (at + 1) / (double) objects < recall) {
                at++;
            }
            precision[point] = at < hits ? reached[at] : 0;
        }
        return new PrecisionCurve(precision, hits / (double) objects);
    }

    /** Recall of a point, with the rounding of numpy's {@code linspace}. */
    public static double recall(int point) {
        return point == POINTS - 1 ? 1 : point * 0.01;
    }

    /** Average precision: the mean over all points. */
    public double average() {
        return Arrays.stream(precision).sum() / POINTS;
    }
}
