package org.mambascope.tensor.cpu.thread;

/**
 * Divides the rows of a matrix evenly among the {@link WorkerPool}, for work that calls libtorch.
 */
public final class ParallelRows {
    /** Rows that are worth a part of their own. */
    private static final int FEWEST = 16;

    private ParallelRows() {}

    /** Processes the rows from {@code first} (inclusive) to {@code end} (exclusive). */
    @FunctionalInterface
    public interface Work {
        void run(int first, int end);
    }

    /**
     * Runs the work on all rows, if there are any; in one part where libtorch's threads would get
     * in the way.
     */
    public static void run(int rows, Work work) {
        if (rows == 0) {
            return;
        }
        boolean shares = OpenMpThreads.canSet() && !WorkerPool.isAtWork();
        int most = shares ? WorkerPool.shared().size() : 1;
        int parts = Math.clamp(rows / FEWEST, 1, most);
        int size = Math.ceilDiv(rows, parts);
        WorkerPool.shared()
                .run(parts, part -> work.run(part * size, Math.min(rows, (part + 1) * size)));
    }
}
