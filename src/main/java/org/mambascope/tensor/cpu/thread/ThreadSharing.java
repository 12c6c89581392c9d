package org.mambascope.tensor.cpu.thread;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Sharing of the CPU's threads among kernels. */
public final class ThreadSharing {
    private ThreadSharing() {}

    /**
     * Makes a tensor ready to be read by several threads, and gives it. DJL finds a tensor's shape
     * when it is first asked for and hands it on before it is whole: where two threads ask at once,
     * one of them may be given a shape of nothing.
     */
    public static NDArray shared(NDArray tensor) {
        tensor.getShape();
        return tensor;
    }

    /** As {@link #shared} for all tensors that a manager and those below it own. */
    public static void share(NDManager manager) {
        manager.getManagedArrays().forEach(ThreadSharing::shared);
    }

    /**
     * Sets the number of threads, at least one, that share all computation from now on, instead of
     * one per processor; to be called while nothing is computed.
     */
    public static void use(int threads) {
        WorkerPool.resize(threads);
    }

    /** Number of threads that share all computation. */
    public static int threads() {
        return WorkerPool.shared().size();
    }

    /**
     * Number of threads that share the time of the current one: all of the machine's within a part
     * of a parallel job, otherwise one.
     */
    public static int sharers() {
        return WorkerPool.isAtWork() ? WorkerPool.shared().size() : 1;
    }
}
