package org.mambascope.experiment.benchmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up the time that is spent on each kind of layer, and what scans went through. */
final class Stopwatch {
    private final Map<LayerKind, Long> nanoseconds = new EnumMap<>(LayerKind.class);
    private long scanned;

    /** Runs something and counts its time. */
    <T> T time(LayerKind kind, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        nanoseconds.merge(kind, System.nanoTime() - start, Long::sum);
        return result;
    }

    /** Counts (token, channel, state) of a scan. */
    void countScanned(long elements) {
        scanned += elements;
    }

    long nanoseconds(LayerKind kind) {
        return nanoseconds.getOrDefault(kind, 0L);
    }

    /** All time that was counted. */
    long nanoseconds() {
        return nanoseconds.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Number of (token, channel, state) that scans went through. */
    long scanned() {
        return scanned;
    }

    /** Forgets everything. */
    void reset() {
        nanoseconds.clear();
        scanned = 0;
    }
}
