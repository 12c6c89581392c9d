package org.mambascope.tensor;

import ai.djl.Device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a figure was measured on, in words. */
public final class Machine {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** A device in words, as {@code cpu, 2 threads, AMD EPYC}. */
    public static String describe(Device device) {
        String place =
                Devices.nameOf(device)
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " threads";
        String processor = processor();
        return processor.isEmpty() ? place : place + ", " + processor;
    }

    private static String processor() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return System.getenv()
                    .getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
        }
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
