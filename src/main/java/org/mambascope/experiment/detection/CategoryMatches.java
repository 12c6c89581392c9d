package org.mambascope.experiment.detection;

/**
 * Which of an image's detections of one category find an object, in all ranges of areas.
 *
 * @param scores of the detections, descending
 * @param hits by {@link AreaRange}, then detection; bit <i>t</i>: it finds an object at threshold
 *     <i>t</i>
 * @param misses likewise; bit <i>t</i>: it finds none, and is not to be ignored
 * @param objects by {@link AreaRange}: number of objects to find
 */
record CategoryMatches(double[] scores, short[][] hits, short[][] misses, int[] objects) {}
