package org.mambascope.ui.compare;

import java.util.List;

/**
 * Which classes two models take for which, on the same images. Counts are not copied and must not
 * be changed.
 *
 * @param classes their names
 * @param before of the first model: true classes in rows, chosen ones in columns
 * @param after of the second
 */
public record ConfusionPair(List<String> classes, int[][] before, int[][] after) {
    /**
     * A place in both matrices.
     *
     * @param label the true class
     * @param chosen the class that the second model chose
     */
    public record Cell(int label, int chosen) {}

    public ConfusionPair {
        classes = List.copyOf(classes);
    }
}
