package org.mambascope.base;

import java.util.concurrent.CancellationException;

/**
 * Reports the progress of a long job and tells it whether to go on. Called from the job's own
 * thread.
 */
@FunctionalInterface
public interface Progress {
    /** Reports to nobody and never cancels. */
    Progress NONE = (done, total, step) -> {};

    /**
     * Says that {@code done} of {@code total} units of work are finished; {@code step} names the
     * unit in progress, in words for the user.
     */
    void report(long done, long total, String step);

    /** Returns true if the user asked to stop. */
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
