package org.mambascope.tensor.device;

import ai.djl.pytorch.jni.JniUtils;

import java.util.function.Supplier;

/**
 * libtorch's settings per thread that this program changes. A new thread has libtorch's defaults,
 * with gradients, whatever its parent thread has; so work carries the state of the thread that
 * submits it. Of libtorch's other states DJL sets inference mode within one call only, nothing sets
 * autocast, the default type is the process's, and {@code OpenMpThreads} has the number of threads.
 *
 * @param recordsGradients whether operators keep graphs for tensors that require gradients
 * @param specialises whether TorchScript makes code for the shapes that it sees
 */
public record LibraryState(boolean recordsGradients, boolean specialises) {
    /** For computing: as every thread is unless a {@code GradientTape} is open. */
    public static final LibraryState COMPUTING = new LibraryState(false, true);

    /** For a tape. Specialising code for gradients takes TorchScript seconds and gains nothing. */
    public static final LibraryState RECORDING = new LibraryState(true, false);

    /** libtorch does not tell. */
    private static final ThreadLocal<Boolean> SPECIALISES = ThreadLocal.withInitial(() -> true);

    /** The calling thread's. */
    public static LibraryState here() {
        return new LibraryState(JniUtils.isGradMode(), SPECIALISES.get());
    }

    /** Makes this the calling thread's. */
    public void enter() {
        JniUtils.setGradMode(recordsGradients);
        if (specialises != SPECIALISES.get()) {
            JniUtils.setGraphExecutorOptimize(specialises);
            SPECIALISES.set(specialises);
        }
    }

    /** Runs something in this state and returns to the one before. */
    public <T> T during(Supplier<T> work) {
        LibraryState before = here();
        enter();
        try {
            return work.get();
        } finally {
            before.enter();
        }
    }
}
