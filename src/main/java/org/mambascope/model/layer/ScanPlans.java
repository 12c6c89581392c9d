package org.mambascope.model.layer;

import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.Kernels;

import java.util.HashMap;
import java.util.Map;

/** Scan orders over the grids of one image size; blocks with the same grid share them. */
public final class ScanPlans {
    private final Kernels kernels;
    private final NDManager manager;
    private final Map<Key, ScanPermutation> plans = new HashMap<>();

    private record Key(String direction, int rows, int columns) {}

    /**
     * No orders yet.
     *
     * @param manager owner of their indices, on the model's device
     */
    public ScanPlans(Kernels kernels, NDManager manager) {
        this.kernels = kernels;
        this.manager = manager;
    }

    /** Owner of what is kept for this image size. */
    public NDManager owner() {
        return manager;
    }

    /** The order of a direction over a grid, named as {@link ScanOrder#named} takes it. */
    public ScanPermutation along(String direction, int rows, int columns) {
        return plans.computeIfAbsent(new Key(direction, rows, columns), this::plan);
    }

    private ScanPermutation plan(Key key) {
        return new ScanPermutation(
                ScanOrder.named(key.direction(), key.rows(), key.columns(), ClassToken.NONE),
                kernels,
                manager);
    }
}
