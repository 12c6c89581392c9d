package org.mambascope.experiment.benchmark;

import org.mambascope.tensor.cpu.thread.ThreadSharing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Adds up the time spent on each kind of work, such as kinds of layers, and the values scanned.
 * Work that runs in parallel with other parts counts for its share of the threads.
 *
 * @param <K> the kinds
 */
final class Stopwatch<K> {
    private final Map<K, LongAdder> nanoseconds = new ConcurrentHashMap<>();
    private final LongAdder scanned = new LongAdder();

    /** Runs something and counts its time. */
    <T> T time(K kind, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        long spent = (System.nanoTime() - start) / ThreadSharing.sharers();
        nanoseconds.computeIfAbsent(kind, any -> new LongAdder()).add(spent);
        return result;
    }

    /** Counts (token, channel, state) of a scan. */
    void countScanned(long elements) {
        scanned.add(elements);
    }

    long nanoseconds(K kind) {
        LongAdder sum = nanoseconds.get(kind);
        return sum == null ? 0 : sum.sum();
    }

    /** All time that was counted. */
    long nanoseconds() {
        return nanoseconds.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Number of (token, channel, state) that scans went through. */
    long scanned() {
        return scanned.sum();
    }

    /** Forgets everything. */
    void reset() {
        nanoseconds.clear();
        scanned.reset();
    }
}
