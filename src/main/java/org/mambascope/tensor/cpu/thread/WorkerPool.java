package org.mambascope.tensor.cpu.thread;

import ai.djl.pytorch.jni.JniUtils;

import org.mambascope.base.ProgramProperties;
import org.mambascope.tensor.device.LibraryState;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * As many threads as the machine runs at once, which take the parts of a job together with the
 * thread that gives it. A forward pass gives hundreds of jobs of a few microseconds: between two of
 * them the threads look out for the next for a while before they sleep, since to be woken takes
 * longer than many a job. libtorch's operators run in the thread that takes a part, alone, and in
 * the {@link LibraryState} of the thread that gives the job.
 */
public final class WorkerPool {
    private static volatile WorkerPool shared = new WorkerPool(ProgramProperties.threads());

    /** Spin time before parking, in nanoseconds. */
    private static final long PATIENCE = 100_000;

    /** True while the current thread works on a part. */
    private static final ThreadLocal<Boolean> AT_WORK = ThreadLocal.withInitial(() -> false);

    private final ReentrantLock giving = new ReentrantLock();
    private final List<Member> members;
    private volatile Job current;
    private volatile boolean dismissed;

    private WorkerPool(int threads) {
        members = IntStream.range(1, threads).mapToObj(Member::new).toList();
        members.forEach(Thread::start);
    }

    /** The threads of this process. libtorch has to be loaded before. */
    public static WorkerPool shared() {
        return shared;
    }

    /** Lets this many threads share jobs from now on; to be called while no job runs. */
    static void resize(int threads) {
        WorkerPool before = shared;
        if (threads != before.size()) {
            shared = new WorkerPool(threads);
            before.dismissed = true;
            before.members.forEach(LockSupport::unpark);
        }
    }

    /** Number of threads that share a job, including the caller. */
    public int size() {
        return members.size() + 1;
    }

    /** Returns true if the current thread works on a part of a job, so that others are busy too. */
    public static boolean isAtWork() {
        return AT_WORK.get();
    }

    /**
     * Runs all parts and returns when they are done. Within a part, and while another thread gives
     * a job, they run one after the other. What {@code part} refers to stays reachable meanwhile,
     * so that it can use memory by its address.
     */
    public void run(int parts, IntConsumer part) {
        if (parts < 2 || members.isEmpty() || AT_WORK.get() || !giving.tryLock()) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            Reference.reachabilityFence(part);
            return;
        }
        try {
            Job job = new Job(parts, part);
            current = job;
            members.forEach(Member::wake);
            OpenMpThreads.alone(() -> take(job));
            job.await();
            job.rethrow();
        } finally {
            current = null;
            giving.unlock();
        }
    }

    private static Job take(Job job) {
        AT_WORK.set(true);
        try {
            job.take();
        } finally {
            AT_WORK.set(false);
        }
        return job;
    }

    private static final class Job {
        private final int parts;
        private final IntConsumer part;
        private final LibraryState state = LibraryState.here();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
        private volatile Throwable failure;

        Job(int parts, IntConsumer part) {
            this.parts = parts;
            this.part = part;
        }

        void take() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    if (failure == null) {
                        part.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
            }
        }

        void await() {
            long end = System.nanoTime() + PATIENCE;
            while (done.get() < parts) {
                if (System.nanoTime() < end) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(PATIENCE);
                }
            }
        }

        void rethrow() {
            switch (failure) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalStateException(failure);
            }
        }
    }

    private final class Member extends Thread {
        private volatile boolean asleep;

        Member(int number) {
            super("crew-" + number);
            setDaemon(true);
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            JniUtils.getNumThreads();
            OpenMpThreads.limit();
            Job last = null;
            while (true) {
                last = nextAfter(last);
                if (last == null) {
                    return;
                }
                last.state.enter();
                WorkerPool.take(last);
            }
        }

        /** Nothing once the crew is dismissed. */
        private Job nextAfter(Job last) {
            long end = System.nanoTime() + PATIENCE;
            while (true) {
                Job job = current;
                if (dismissed) {
                    return null;
                }
                if (job != null && job != last) {
                    return job;
                }
                if (System.nanoTime() < end) {
                    Thread.onSpinWait();
                } else {
                    sleep(last);
                }
            }
        }

        private void sleep(Job last) {
            asleep = true;
            Job job = current;
            if (!dismissed && (job == null || job == last)) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }
}
