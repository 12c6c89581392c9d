package org.mambascope.tensor;

/** How kernels on the CPU share its threads. */
public final class Concurrency {
    private Concurrency() {}

    /**
     * How many threads share the time of the current one: all of the machine's within a part of
     * something that runs side by side, otherwise one.
     */
    public static int sharers() {
        return Crew.isAtWork() ? Crew.shared().size() : 1;
    }
}
