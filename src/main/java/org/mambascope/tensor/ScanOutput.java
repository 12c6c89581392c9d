package org.mambascope.tensor;

import ai.djl.ndarray.NDArray;

import java.util.Optional;

/**
 * Destination of a scan's output: scattered to token order, optionally added to or averaged with an
 * earlier result.
 *
 * @param path from scan positions to tokens
 * @param other output of an earlier scan, (images, tokens, channels); may be overwritten
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
