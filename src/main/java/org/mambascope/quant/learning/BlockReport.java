package org.mambascope.quant.learning;

import java.util.List;

/**
 * Report of learning in a block; mean losses over images and tokens.
 *
 * @param block as {@code layers.4}
 * @param start before learning
 * @param end with the parameters that were kept
 * @param curve of the epochs
 * @param startDistance 1 − cosine similarity of the block's hidden output over channels before
 *     learning, PTQ4VM's loss
 * @param endDistance the same with the parameters that were kept
 * @param searchSeconds time of the search that finds where learning starts
 * @param seconds that the block took, search included
 */
public record BlockReport(
        String block,
        double start,
        double end,
        List<Double> curve,
        double startDistance,
        double endDistance,
        double searchSeconds,
        double seconds) {
    public BlockReport {
        curve = List.copyOf(curve);
    }
}
