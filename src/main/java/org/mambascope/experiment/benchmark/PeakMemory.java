package org.mambascope.experiment.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The most memory that this process has held resident. */
final class PeakMemory {
    private static final Path LINUX_STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final double KIB_PER_MB = 1e6 / 1024;

    private PeakMemory() {}

    /** In MB; 0 where the system does not tell. */
    static double megabytes() {
        if (!Files.isReadable(LINUX_STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(LINUX_STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .map(kib -> kib / KIB_PER_MB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
