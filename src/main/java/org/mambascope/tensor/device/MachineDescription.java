package org.mambascope.tensor.device;

import ai.djl.Device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Describes the machine on which a figure was measured. */
public final class MachineDescription {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    private MachineDescription() {}

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

    /** Read once, since a description of many processors is long. */
    private static final class Processor {
        private static final Set<String> INSTRUCTIONS = read();

        private static Set<String> read() {
            try {
                return Files.isReadable(LINUX_PROCESSORS)
                        ? instructions(Files.readAllLines(LINUX_PROCESSORS))
                        : Set.of();
            } catch (IOException e) {
                return Set.of();
            }
        }
    }

    /** Returns true if this is Linux and lists all of these instructions for every processor. */
    public static boolean hasInstructions(String... names) {
        return Processor.INSTRUCTIONS.containsAll(List.of(names));
    }

    /** The instructions that Linux's description of processors names of every one of them. */
    public static Set<String> instructions(List<String> description) {
        return description.stream()
                .filter(line -> line.startsWith("flags"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                .map(names -> Set.copyOf(Arrays.asList(names)))
                .reduce(MachineDescription::common)
                .orElse(Set.of());
    }

    /** A thread may move to any processor at any time. */
    private static Set<String> common(Set<String> some, Set<String> others) {
        Set<String> common = new HashSet<>(some);
        common.retainAll(others);
        return common;
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
