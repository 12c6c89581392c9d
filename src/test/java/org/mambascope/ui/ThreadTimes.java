package org.mambascope.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a thread's time goes to, as Linux accounts for it: running, and waiting for a processor
 * while others have them. What is left of the clock when the waiting is taken off is the program's
 * own doing, however busy the machine is.
 */
final class ThreadTimes {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Path OWN = Path.of("/proc/thread-self");

    private final Path account;

    private ThreadTimes(Path thread) {
        this.account = thread.resolve("schedstat");
    }

    /** Whether this system keeps such accounts. */
    static boolean areKept() {
        return Files.isReadable(OWN.resolve("schedstat"));
    }

    static ThreadTimes ofThisThread() throws IOException {
        return new ThreadTimes(OWN.getParent().resolve(Files.readSymbolicLink(OWN)));
    }

    /**
     * Of the thread whose name begins so.
     *
     * @param name at most 15 letters, which is what Linux keeps of it
     */
    static ThreadTimes of(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return new ThreadTimes(
                    tasks.filter(task -> name(task).startsWith(name)).findFirst().orElseThrow());
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Where the thread stands now. */
    Moment now() {
        try {
            String[] fields = Files.readString(account).trim().split(" ");
            return new Moment(
                    System.nanoTime() / 1e6,
                    Long.parseLong(fields[0]) / 1e6,
                    Long.parseLong(fields[1]) / 1e6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * In milliseconds.
     *
     * @param clock the time
     * @param ran what the thread has run
     * @param waited what it has waited for a processor
     */
    record Moment(double clock, double ran, double waited) {
        Moment since(Moment before) {
            return new Moment(clock - before.clock, ran - before.ran, waited - before.waited);
        }
    }

    /** The value under which a part of all lies. */
    static double percentile(List<Double> values, double part) {
        return values.stream().sorted().toList().get((int) Math.ceil(part * values.size()) - 1);
    }
}
