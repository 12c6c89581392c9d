package org.mambascope.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.Devices;
import org.mambascope.tensor.VectorUnit;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Times Java's kernels on one thread, at the sizes of a Vim-Ti at 224 × 224 and batch 1. */
final class OneThread {
    static final int TOKENS = 197;
    static final int CHANNELS = 384;

    private static final int WARM_UP = 2_000;
    private static final int RUNS = 8_000;

    private OneThread() {}

    /** Runs a kernel's benchmark in a process whose kernels have one thread. */
    static void run(BiConsumer<NDManager, OneThread> benchmark) {
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            benchmark.accept(manager, new OneThread());
        }
    }

    /**
     * Prints the best of many runs, which other work on the machine disturbs least.
     *
     * @param elements what the time is divided by
     * @param unit what one of them is
     */
    void print(
            String what,
            NDManager manager,
            long elements,
            String unit,
            Function<NDManager, NDArray> kernel) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < WARM_UP + RUNS; run++) {
            try (NDManager scope = manager.newSubManager()) {
                long start = System.nanoTime();
                NDArray y = kernel.apply(scope);
                long time = System.nanoTime() - start;
                y.close();
                best = run < WARM_UP ? best : Math.min(best, time);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-32s %8.1f µs, %.3f ns per %s, vectors of %d bits%n",
                what,
                best / 1e3,
                (double) best / elements,
                unit,
                VectorUnit.bits());
    }
}
