package org.mambascope.tensor;

/** Divides the rows of a matrix evenly among the {@link Crew}, for work that calls libtorch. */
final class RowParts {
    /** Rows that are worth a part of their own. */
    private static final int FEWEST = 16;

    private RowParts() {}

    /** What is done with the rows from {@code first} to before {@code end}. */
    @FunctionalInterface
    interface Work {
        void run(int first, int end);
    }

    /**
     * Runs the work on all rows, if there are any; in one part where libtorch's threads would get
     * in the way.
     */
    static void run(int rows, Work work) {
        if (rows == 0) {
            return;
        }
        boolean shares = LibraryThreads.canSet() && !Crew.isAtWork();
        int most = shares ? Crew.shared().size() : 1;
        int parts = Math.clamp(rows / FEWEST, 1, most);
        int size = Math.ceilDiv(rows, parts);
        Crew.shared().run(parts, part -> work.run(part * size, Math.min(rows, (part + 1) * size)));
    }
}
