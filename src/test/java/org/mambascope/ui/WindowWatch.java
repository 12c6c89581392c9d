package org.mambascope.ui;

import javafx.application.Platform;

import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Asks the window's thread for a sign every few milliseconds, until it is closed. What counts is
 * the processor time that the thread spends until it gives one, and where other programs leave the
 * processors to this one, the clock.
 */
final class WindowWatch implements AutoCloseable {
    private static final int OFTEN = 5;

    /** Milliseconds after which the log says what holds the thread. */
    private static final int LONG = 150;

    private static final int SHOWN = 40;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<ThreadTimes.Moment> signs = new ArrayList<>();
    private final OtherPrograms before = OtherPrograms.now();
    private final Thread held;
    private final ThreadTimes window;
    private final Thread watch;
    private double others;

    /** Watches from now on. */
    WindowWatch() throws Exception {
        held = WaitForAsyncUtils.waitForAsyncFx(30_000, Thread::currentThread);
        window = WaitForAsyncUtils.waitForAsyncFx(30_000, ThreadTimes::ofThisThread);
        watch = Thread.ofPlatform().start(this::watch);
    }

    private void watch() {
        try {
            while (!over.await(OFTEN, TimeUnit.MILLISECONDS)) {
                CompletableFuture<ThreadTimes.Moment> answer = new CompletableFuture<>();
                ThreadTimes.Moment asked = window.now();
                Platform.runLater(() -> answer.complete(window.now()));
                signs.add(sign(answer).since(asked));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The answer; where it is long in coming, the log says what the window's thread does. */
    private ThreadTimes.Moment sign(CompletableFuture<ThreadTimes.Moment> answer)
            throws InterruptedException, ExecutionException {
        try {
            return answer.get(LONG, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            System.out.println("held for " + LONG + " ms by:");
            Stream.of(held.getStackTrace()).limit(SHOWN).forEach(System.out::println);
            return answer.get();
        }
    }

    @Override
    public void close() throws Exception {
        over.countDown();
        watch.join();
        others = OtherPrograms.now().shareSince(before);
    }

    /** Signs that were given. */
    int signs() {
        return signs.size();
    }

    /** Share of the processors that other programs had, 0 … 1. */
    double others() {
        return others;
    }

    /** Milliseconds that the thread ran until a sign, in this share of all cases at most. */
    double processor(double share) {
        return percentile(share, ThreadTimes.Moment::ran);
    }

    /** As {@link #processor}, on the clock. */
    double clock(double share) {
        return percentile(share, ThreadTimes.Moment::clock);
    }

    private double percentile(double share, ToDoubleFunction<ThreadTimes.Moment> time) {
        return ThreadTimes.percentile(signs.stream().mapToDouble(time).boxed().toList(), share);
    }

    /** What was seen, for the log. */
    String words(String story) {
        return String.format(
                Locale.ROOT,
                "window's thread while %s, %d signs: held 99th percentile %.1f ms, longest %.1f ms"
                        + " of the processor; on the clock %.1f ms, %.1f ms, while others had"
                        + " %.0f %% of the processors",
                story,
                signs(),
                processor(0.99),
                processor(1),
                clock(0.99),
                clock(1),
                100 * others);
    }
}
