package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.Optional;

/**
 * Where a scan's result goes: back to the places of the tokens, alone or joined with another's.
 *
 * @param path from scan positions to tokens
 * @param other what another scan gave, (images, tokens, channels); may be overwritten
 * @param averaged whether the two are averaged, not added
 */
public record ScanOutput(TokenPermutation path, Optional<NDArray> other, boolean averaged) {
    /** Alone. */
    public static ScanOutput along(TokenPermutation path) {
        return new ScanOutput(path, Optional.empty(), false);
    }

    /** The sum with what others gave, if there are any. */
    public static ScanOutput added(TokenPermutation path, Optional<NDArray> others) {
        return new ScanOutput(path, others, false);
    }

    /** Takes (images, scan positions, channels) there. */
    NDArray place(NDArray y) {
        NDArray placed = path.scatter(y);
        return other.map(first -> joined(first, placed)).orElse(placed);
    }

    private NDArray joined(NDArray first, NDArray second) {
        return averaged ? first.stack(second).mean(new int[] {0}) : first.add(second);
    }
}
