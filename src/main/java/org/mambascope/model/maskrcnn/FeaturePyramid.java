package org.mambascope.model.maskrcnn;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.FloatingLinear;
import org.mambascope.model.Probe;
import org.mambascope.model.vmamba.Grid;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.PatchConvolution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Feature pyramid ({@code FPN} of mmdetection): every stage is projected to as many channels, the
 * coarser level is added to it, and a convolution smooths the sum. A fifth level takes every second
 * place of the fourth.
 *
 * @param laterals projections, the finest first
 * @param smoothing convolutions of 3 × 3
 */
record FeaturePyramid(
        Kernels kernels, List<FloatingLinear> laterals, List<PatchConvolution> smoothing) {
    FeaturePyramid {
        laterals = List.copyOf(laterals);
        smoothing = List.copyOf(smoothing);
    }

    /**
     * Makes the levels of images.
     *
     * @param stages normalised tokens of the backbone's stages, the finest first
     * @return one level more than stages, the finest first
     */
    List<Level> apply(List<NDArray> stages, List<Grid> grids, Probe probe) {
        int count = stages.size();
        NDArray[] sums = new NDArray[count];
        for (int level = count - 1; level >= 0; level--) {
            NDArray own = laterals.get(level).apply(stages.get(level));
            sums[level] =
                    level == count - 1
                            ? own
                            : kernels.sum(
                                    own,
                                    nearest(
                                            sums[level + 1],
                                            grids.get(level + 1),
                                            grids.get(level)));
        }
        List<Level> levels = new ArrayList<>();
        for (int level = 0; level < count; level++) {
            Grid grid = grids.get(level);
            levels.add(
                    new Level(
                            smoothing.get(level).ofTokens(sums[level], grid.rows(), grid.columns()),
                            grid));
        }
        levels.add(everySecond(levels.getLast()));
        for (int level = 0; level < levels.size(); level++) {
            probe.offer("fpn" + level, levels.get(level)::planes);
        }
        return List.copyOf(levels);
    }

    /** Each place of a finer grid takes the features of the nearest one of a coarser. */
    private NDArray nearest(NDArray coarse, Grid from, Grid to) {
        float down = (float) from.rows() / to.rows();
        float across = (float) from.columns() / to.columns();
        return at(
                coarse,
                IntStream.range(0, to.rows() * to.columns())
                        .map(
                                place -> {
                                    int row = (int) (place / to.columns() * down);
                                    int column = (int) (place % to.columns() * across);
                                    return Math.min(row, from.rows() - 1) * from.columns()
                                            + Math.min(column, from.columns() - 1);
                                }));
    }

    private Level everySecond(Level level) {
        Grid from = level.grid();
        Grid to = from.merged();
        IntStream places =
                IntStream.range(0, to.rows() * to.columns())
                        .map(
                                place ->
                                        2 * (place / to.columns()) * from.columns()
                                                + 2 * (place % to.columns()));
        return new Level(at(level.tokens(), places), to);
    }

    private NDArray at(NDArray tokens, IntStream places) {
        return kernels.tokensAt(
                tokens, tokens.getManager().create(places.asLongStream().toArray()));
    }
}
