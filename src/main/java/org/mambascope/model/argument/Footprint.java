package org.mambascope.model.argument;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.lang.management.ManagementFactory;
import java.util.Comparator;

/**
 * Memory that a model's weights need, as far as their shapes tell.
 *
 * @param file the file's name
 * @param largest the tensor with the most values, which passes through the heap
 * @param bytes of all tensors as 32-bit floats, outside the heap
 */
public record Footprint(String file, StoredTensor largest, double bytes) {
    private static final int FLOAT = 4;
    private static final double GIGABYTE = 1e9;

    /** The footprint of a file with at least one tensor. */
    public static Footprint of(WeightFile weights) {
        return new Footprint(
                weights.path().getFileName().toString(),
                weights.tensors().values().stream()
                        .max(Comparator.comparingDouble(Footprint::bytes))
                        .orElseThrow(),
                weights.tensors().values().stream().mapToDouble(Footprint::bytes).sum());
    }

    private static double bytes(StoredTensor tensor) {
        return tensor.shape().stream()
                .mapToDouble(Long::doubleValue)
                .reduce(FLOAT, (a, b) -> a * b);
    }

    /**
     * Refuses what cannot fit, before anything of its size is made.
     *
     * @throws Problem if the machine, or the heap, is smaller
     */
    public void require() {
        long machine = machineMemory();
        if (bytes > machine) {
            throw new Problem(
                    "%s: the weights need %.1f GB as 32-bit floats, and this machine has %.1f GB: take a machine with more memory."
                            .formatted(file, bytes / GIGABYTE, machine / GIGABYTE));
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes(largest) > Math.min(heap, (double) Integer.MAX_VALUE * FLOAT)) {
            throw new Problem(
                    "%s: the weight %s needs %.1f GB as 32-bit floats, and the program may use %.1f GB: give it more with JAVA_TOOL_OPTIONS=-Xmx…."
                            .formatted(
                                    file,
                                    largest.name(),
                                    bytes(largest) / GIGABYTE,
                                    heap / GIGABYTE));
        }
    }

    private static long machineMemory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
