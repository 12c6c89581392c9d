package org.mambascope.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of the machine's processors other programs have had, by Linux's account: what a clock
 * shows says something of this program only where they had little.
 *
 * @param busy ticks of all processors that were not idle, those that a host took away included
 * @param all ticks of all processors
 * @param own ticks of this program
 */
record OtherPrograms(double busy, double all, double own) {
    private static final Path MACHINE = Path.of("/proc/stat");
    private static final Path PROGRAM = Path.of("/proc/self/stat");

    /** user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int TIMES = 8;

    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;

    /** User and system time, counted from the field after the name in parentheses. */
    private static final int USER = 11;

    /** The account up to now. */
    static OtherPrograms now() throws IOException {
        double[] times =
                Arrays.stream(Files.readAllLines(MACHINE).getFirst().split(" +"))
                        .skip(1)
                        .limit(TIMES)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        double all = Arrays.stream(times).sum();
        String status = Files.readString(PROGRAM);
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
        return new OtherPrograms(
                all - times[IDLE] - times[WAITING_FOR_DISKS],
                all,
                Double.parseDouble(fields[USER]) + Double.parseDouble(fields[USER + 1]));
    }

    /** Their share of all processors since then, 0 … 1. */
    double shareSince(OtherPrograms before) {
        return Math.max(0, busy - before.busy - (own - before.own)) / (all - before.all);
    }
}
