package org.mambascope.ui;

import javafx.application.Platform;

import org.testfx.util.WaitForAsyncUtils;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the window's thread for a sign every few milliseconds, until it is closed. What counts is
 * the processor time that the thread spends until it gives one, which other programs on the machine
 * do not lengthen; the time on the clock is told beside it, and what it was at in its longest
 * spell.
 */
final class WindowWatch implements AutoCloseable {
    private static final int OFTEN = 5;
    private static final int LONG = 15;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> held = new ArrayList<>();
    private final Thread window;
    private final Thread watch;
    private String longest = "";

    /** Watches from now on. */
    WindowWatch() throws Exception {
        window = WaitForAsyncUtils.waitForAsyncFx(30_000, Thread::currentThread);
        watch = Thread.ofPlatform().start(this::watch);
    }

    private void watch() {
        try {
            while (!over.await(OFTEN, TimeUnit.MILLISECONDS)) {
                CountDownLatch sign = new CountDownLatch(1);
                long asked = System.nanoTime();
                long spent = threads.getThreadCpuTime(window.threadId());
                Platform.runLater(sign::countDown);
                List<String> at = new ArrayList<>();
                while (!sign.await(LONG, TimeUnit.MILLISECONDS)) {
                    at.add(place(window.getStackTrace()));
                }
                double now = (threads.getThreadCpuTime(window.threadId()) - spent) / 1e6;
                if (held.stream().allMatch(before -> before < now)) {
                    longest = at.stream().distinct().collect(Collectors.joining("\n    "));
                }
                waits.add((System.nanoTime() - asked) / 1e6);
                held.add(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the thread is at, and which of the program's own methods brought it there. */
    private static String place(StackTraceElement[] stack) {
        return Stream.concat(
                        Stream.of(stack).limit(1),
                        Stream.of(stack)
                                .filter(frame -> frame.getClassName().startsWith("org.mambascope"))
                                .limit(4))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .collect(Collectors.joining(" < "));
    }

    /** Ends it. */
    @Override
    public void close() throws InterruptedException {
        over.countDown();
        watch.join();
    }

    /** How many signs were given. */
    int signs() {
        return held.size();
    }

    /** The processor time in milliseconds that this part of the signs took at most. */
    double held(double part) {
        return percentile(held, part);
    }

    /** What was seen, in words. */
    String words(String story) {
        return ("window's thread, %s, %d signs: held 99th percentile %.1f ms, longest %.1f ms;"
                        + " on the clock %.1f ms, %.1f ms%n    %s")
                .formatted(
                        story,
                        held.size(),
                        held(0.99),
                        held(1),
                        percentile(waits, 0.99),
                        percentile(waits, 1),
                        longest);
    }

    private static double percentile(List<Double> values, double part) {
        return values.stream().sorted().toList().get((int) Math.ceil(part * values.size()) - 1);
    }
}
