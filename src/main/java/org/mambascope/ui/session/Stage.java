package org.mambascope.ui.session;

import org.mambascope.model.ObservationPoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Blocks in a row whose tokens lie on one grid.
 *
 * @param number from 1; 0 stands for the blocks of all stages
 * @param first index of its first block
 * @param last index of its last block
 * @param rows of the grid
 * @param columns of the grid
 */
public record Stage(int number, int first, int last, int rows, int columns) {
    /** All blocks of a model. */
    public static final Stage ALL = new Stage(0, 0, Integer.MAX_VALUE, 0, 0);

    /** {@link #ALL}, and each stage where there are several. */
    public static List<Stage> of(List<ObservationPoint> points) {
        Map<Integer, ObservationPoint> blocks = new TreeMap<>();
        points.forEach(point -> blocks.putIfAbsent(point.block(), point));
        List<Stage> stages = new ArrayList<>(List.of(ALL));
        blocks.forEach(
                (block, point) -> {
                    Stage before = stages.getLast();
                    int rows = point.order().rows();
                    int columns = point.order().columns();
                    boolean same = before.rows == rows && before.columns == columns;
                    if (same && before != ALL) {
                        stages.set(
                                stages.size() - 1,
                                new Stage(before.number, before.first, block, rows, columns));
                    } else {
                        stages.add(new Stage(before.number + 1, block, block, rows, columns));
                    }
                });
        return stages.size() > 2 ? List.copyOf(stages) : List.of(ALL);
    }

    /** Returns true if a point belongs to one of its blocks. */
    public boolean has(ObservationPoint point) {
        return point.block() >= first && point.block() <= last;
    }
}
