package org.mambascope.tensor.cpu.vector;

import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;
import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.djl.ndarray.NDArray;

import jdk.incubator.vector.FloatVector;

import org.mambascope.tensor.ChannelRange;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * View of a CPU tensor as rows of channels; loads and stores vectors in place. Valid as long as the
 * tensor is.
 */
public final class RowView {
    public static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final MemorySegment memory;
    private final long address;
    private final int stride;
    private final int first;
    private final int channels;

    private RowView(MemorySegment memory, int stride, int first, int channels) {
        this.memory = memory;
        this.address = memory.address();
        this.stride = stride;
        this.first = first;
        this.channels = channels;
    }

    /** One row for each token of each image. */
    public static RowView of(ChannelRange range) {
        NDArray tensor = range.tensor();
        return new RowView(
                CpuMemory.memory(tensor),
                Math.toIntExact(tensor.getShape().tail()),
                range.first(),
                range.count());
    }

    /** All channels of a tensor. */
    public static RowView of(NDArray tensor) {
        return of(ChannelRange.whole(tensor));
    }

    /** Number of rows of channels in a tensor. */
    public static int count(NDArray tensor) {
        return Math.toIntExact(tensor.size() / tensor.getShape().tail());
    }

    public int channels() {
        return channels;
    }

    /** The channels from {@code channel} on; lanes beyond the last one are zero. */
    public FloatVector load(int row, int channel) {
        long at = offset(row, channel);
        return channel + LANES <= channels
                ? FloatVector.fromMemorySegment(SPECIES, EVERYWHERE, at, ORDER)
                : loadPart(at, channels - channel);
    }

    /** Overwrites the channels from {@code channel} on; lanes beyond the last one are dropped. */
    public void store(int row, int channel, FloatVector values) {
        long at = offset(row, channel);
        if (channel + LANES <= channels) {
            values.intoMemorySegment(EVERYWHERE, at, ORDER);
        } else {
            storePart(at, channels - channel, values);
        }
    }

    /** Address of a row's first channel. */
    public long address(int row) {
        return offset(row, 0);
    }

    private long offset(int row, int channel) {
        return address + ((long) row * stride + first + channel) * Float.BYTES;
    }

    private FloatVector loadPart(long at, int count) {
        float[] part = new float[LANES];
        MemorySegment.copy(EVERYWHERE, JAVA_FLOAT, at, part, 0, count);
        return FloatVector.fromArray(SPECIES, part, 0);
    }

    private void storePart(long at, int count, FloatVector values) {
        MemorySegment.copy(values.toArray(), 0, EVERYWHERE, JAVA_FLOAT, at, count);
    }
}
