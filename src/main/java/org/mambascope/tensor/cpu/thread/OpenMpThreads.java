package org.mambascope.tensor.cpu.thread;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.mambascope.tensor.device.NativeFunctions;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Number of threads that libtorch's operators use on behalf of one thread. libtorch's own setting
 * holds for the whole process; those of OpenMP and MKL beneath it can be set per thread.
 */
public final class OpenMpThreads {
    private static final Optional<OpenMpThreads> FOUND =
            NativeFunctions.find("omp_get_max_threads", FunctionDescriptor.of(JAVA_INT))
                    .flatMap(OpenMpThreads::withSetters);

    private final MethodHandle threads;
    private final MethodHandle setThreads;
    private final MethodHandle setMklThreads;

    private OpenMpThreads(
            MethodHandle threads, MethodHandle setThreads, MethodHandle setMklThreads) {
        this.threads = threads;
        this.setThreads = setThreads;
        this.setMklThreads = setMklThreads;
    }

    private static Optional<OpenMpThreads> withSetters(MethodHandle threads) {
        FunctionDescriptor set = FunctionDescriptor.ofVoid(JAVA_INT);
        FunctionDescriptor exchange = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
        return NativeFunctions.find("omp_set_num_threads", set)
                .flatMap(
                        setter ->
                                NativeFunctions.find("MKL_Set_Num_Threads_Local", exchange)
                                        .map(mkl -> new OpenMpThreads(threads, setter, mkl)));
    }

    /**
     * Returns true if this process's libtorch exports the setters; otherwise it keeps its own
     * number.
     */
    public static boolean canSet() {
        return FOUND.isPresent();
    }

    /** Runs something whose operators all run in the calling thread, where that can be set. */
    public static <T> T alone(Supplier<T> work) {
        return with(1, work);
    }

    /** Runs something whose operators share as many threads as a {@link WorkerPool} has. */
    static <T> T all(Supplier<T> work) {
        return with(WorkerPool.shared().size(), work);
    }

    private static <T> T with(int count, Supplier<T> work) {
        return FOUND.isPresent() ? FOUND.get().among(count, work) : work.get();
    }

    private <T> T among(int count, Supplier<T> work) {
        int before = threads();
        if (before == count) {
            return work.get();
        }
        int mklBefore = limit(count, count);
        try {
            return work.get();
        } finally {
            limit(before, mklBefore);
        }
    }

    /** Lets the calling thread's operators run in it alone from now on. */
    static void limit() {
        FOUND.ifPresent(library -> library.limit(1, 1));
    }

    private int threads() {
        try {
            return (int) threads.invokeExact();
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }

    private int limit(int count, int mkl) {
        try {
            setThreads.invokeExact(count);
            return (int) setMklThreads.invokeExact(mkl);
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }
}
