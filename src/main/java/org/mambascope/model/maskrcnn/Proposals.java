package org.mambascope.model.maskrcnn;

import org.mambascope.model.detection.box.Boxes;

/**
 * Boxes that may hold an object of any class, by descending score.
 *
 * @param boxes in pixels of the network's input
 * @param scores 0 … 1
 * @param levels of the pyramid at which they were found
 */
public record Proposals(Boxes boxes, float[] scores, int[] levels) {}
