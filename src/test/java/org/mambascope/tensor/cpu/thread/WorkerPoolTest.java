package org.mambascope.tensor.cpu.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.device.LibraryState;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** Parts of a job, taken by several threads. */
class WorkerPoolTest {
    @BeforeAll
    static void loadLibrary() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            assertThat(manager.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("every part of many jobs runs once, and is done when the job returns")
    void everyPartRunsOnce() {
        for (int parts = 1; parts < 200; parts++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(parts);

            WorkerPool.shared().run(parts, runs::incrementAndGet);

            assertThat(IntStream.range(0, parts).map(runs::get)).containsOnly(1).hasSize(parts);
        }
    }

    @Test
    @DisplayName("a job within a part runs in the same thread")
    void nestedJobsStayInTheirThread() {
        AtomicInteger strangers = new AtomicInteger();

        WorkerPool.shared()
                .run(
                        8,
                        part -> {
                            Thread own = Thread.currentThread();
                            WorkerPool.shared()
                                    .run(
                                            8,
                                            inner -> {
                                                if (Thread.currentThread() != own) {
                                                    strangers.incrementAndGet();
                                                }
                                            });
                        });

        assertThat(strangers).hasValue(0);
        assertThat(WorkerPool.isAtWork()).isFalse();
    }

    @Test
    @DisplayName("what a part throws reaches the giver, and the next job runs")
    void failuresReachTheGiver() {
        assertThatThrownBy(
                        () ->
                                WorkerPool.shared()
                                        .run(
                                                4,
                                                part -> {
                                                    throw new Problem("part " + part / 4);
                                                }))
                .isInstanceOf(Problem.class)
                .hasMessage("part 0");

        AtomicInteger done = new AtomicInteger();
        WorkerPool.shared().run(4, part -> done.incrementAndGet());

        assertThat(done).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("every thread takes its parts in the giver's state of libtorch")
    void partsHaveTheGiversState(boolean records) {
        int before = ThreadSharing.threads();
        LibraryState giver = records ? LibraryState.RECORDING : LibraryState.COMPUTING;
        Set<LibraryState> seen = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ThreadSharing.use(3);
        CyclicBarrier all = new CyclicBarrier(3);
        try {
            giver.during(
                    () -> {
                        WorkerPool.shared()
                                .run(
                                        3,
                                        part -> {
                                            await(all);
                                            threads.add(Thread.currentThread());
                                            seen.add(LibraryState.here());
                                        });
                        return seen;
                    });
        } finally {
            ThreadSharing.use(before);
        }

        assertThat(threads).hasSize(3);
        assertThat(seen).containsExactly(giver);
        assertThat(LibraryState.here()).isEqualTo(LibraryState.COMPUTING);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("jobs given by several threads at once are all done")
    void severalGivers() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        Thread[] givers = new Thread[4];
        for (int i = 0; i < givers.length; i++) {
            givers[i] =
                    new Thread(
                            () -> {
                                for (int job = 0; job < 500; job++) {
                                    WorkerPool.shared().run(3, part -> done.incrementAndGet());
                                }
                            });
            givers[i].start();
        }
        for (Thread giver : givers) {
            giver.join();
        }

        assertThat(done).hasValue(4 * 500 * 3);
    }
}
