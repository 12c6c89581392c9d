package org.mambascope.base;

import java.util.concurrent.CancellationException;

/**
 * How a long job speaks with whoever started it: it tells how far it is, and asks whether to go on.
 * Called from the job's own thread.
 */
@FunctionalInterface
public interface Progress {
    /** Nobody listens and nobody cancels. */
    Progress NONE = (done, total, step) -> {};

    /**
     * Says that {@code done} of {@code total} units of work are finished; {@code step} names the
     * unit in progress, in words for the user.
     */
    void report(long done, long total, String step);

    /** Whether the user asked to stop. */
    default boolean isCancelled() {
        return false;
    }

    /**
     * To be called between units of work.
     *
     * @throws CancellationException if the user asked to stop
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("Cancelled.");
        }
    }
}
