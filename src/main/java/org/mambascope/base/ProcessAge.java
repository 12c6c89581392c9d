package org.mambascope.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Age of this process, the start of Java included. Linux gives it to ten milliseconds; Java's own
 * answer is a second off there, because it goes through the clock time at which the machine was
 * started.
 */
public final class ProcessAge {
    private static final Path STATUS = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");

    /** Ticks of a second, the same on every Linux. */
    private static final int TICKS = 100;

    /** Field 22 of proc(5)'s stat, counted from the one after the name in parentheses. */
    private static final int START = 19;

    private ProcessAge() {}

    /** The time from the start of the process to now. */
    public static Duration now() {
        try {
            return Files.isReadable(STATUS) && Files.isReadable(UPTIME)
                    ? onLinux(Files.readString(STATUS), Files.readString(UPTIME))
                    : sinceJava();
        } catch (IOException e) {
            return sinceJava();
        }
    }

    /**
     * Age from the texts of two files.
     *
     * @param status of /proc/self/stat
     * @param uptime of /proc/uptime
     */
    static Duration onLinux(String status, String uptime) {
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
        double started = Double.parseDouble(fields[START]) / TICKS;
        double now = Double.parseDouble(uptime.split(" ")[0]);
        return Duration.ofMillis(Math.round(1000 * (now - started)));
    }

    private static Duration sinceJava() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
