package org.mambascope.tensor.cpu;

import ai.djl.ndarray.NDArray;

import org.mambascope.tensor.cpu.vector.CpuMemory;

import java.util.Optional;

/**
 * Inputs of a scan as arrays, whose rows of channels are padded to whole vectors.
 *
 * @param u (images, tokens, padded channels)
 * @param steps shaped as {@code u}
 * @param b (images, tokens, states)
 * @param c (images, tokens, states)
 * @param gate shaped as {@code u}; null for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScanArrays(
        int images, int tokens, float[] u, float[] steps, float[] b, float[] c, float[] gate) {
    /** Copies the arguments of {@code SelectiveScan#apply}. */
    public static ScanArrays read(
            ScanKernel kernel,
            NDArray u,
            NDArray delta,
            NDArray b,
            NDArray c,
            Optional<NDArray> gate) {
        int channels = kernel.channels();
        int width = kernel.paddedChannels();
        return new ScanArrays(
                Math.toIntExact(u.getShape().get(0)),
                Math.toIntExact(u.getShape().get(1)),
                CpuMemory.readRows(u, channels, width),
                CpuMemory.readRows(delta, channels, width),
                CpuMemory.read(b),
                CpuMemory.read(c),
                gate.map(z -> CpuMemory.readRows(z, channels, width)).orElse(null));
    }
}
