package org.mambascope.tensor.cpu.vector;

import static org.mambascope.tensor.cpu.vector.CpuMemory.EVERYWHERE;
import static org.mambascope.tensor.cpu.vector.VectorMath.LANES;
import static org.mambascope.tensor.cpu.vector.VectorMath.SPECIES;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import org.mambascope.tensor.cpu.thread.WorkerPool;

import java.lang.foreign.MemorySegment;

/** An elementwise function, computed in place over many values. */
public final class ElementwiseKernel {
    /** Values that one part takes. */
    private static final int STRETCH = 1024 * LANES;

    private ElementwiseKernel() {}

    /** From the values of {@code first} to before {@code end}. */
    @FunctionalInterface
    private interface Stretch {
        void run(long first, long end);
    }

    /** Puts its exact GELU in the place of each of {@code count} values. */
    public static void gelu(MemorySegment x, long count) {
        inParts(count, (first, end) -> gelu(x, first, end));
    }

    /** y = x + y of {@code count} values. */
    public static void add(MemorySegment x, MemorySegment y, long count) {
        inParts(count, (first, end) -> add(x, first, y, first, end - first));
    }

    private static void inParts(long count, Stretch work) {
        int parts = Math.toIntExact(Math.ceilDiv(count, STRETCH));
        WorkerPool.shared()
                .run(
                        parts,
                        part -> {
                            long first = (long) part * STRETCH;
                            work.run(first, Math.min(count, first + STRETCH));
                        });
    }

    /** Puts its exact GELU in the place of each value from {@code first} to before {@code end}. */
    public static void gelu(MemorySegment x, long first, long end) {
        long i = first;
        for (; i + LANES <= end; i += LANES) {
            VectorMath.gelu(vector(x, i))
                    .intoMemorySegment(EVERYWHERE, address(x, i), RowView.ORDER);
        }
        if (i < end) {
            VectorMask<Float> rest = SPECIES.indexInRange(i, end);
            VectorMath.gelu(vector(x, i, rest))
                    .intoMemorySegment(x, JAVA_FLOAT.scale(0, i), RowView.ORDER, rest);
        }
    }

    /** Adds all of {@code count} values to those of y that begin with {@code first}. */
    public static void add(MemorySegment x, MemorySegment y, long first, long count) {
        add(x, 0, y, first, count);
    }

    private static void add(
            MemorySegment x, long xFirst, MemorySegment y, long yFirst, long count) {
        long i = 0;
        for (; i + LANES <= count; i += LANES) {
            vector(x, xFirst + i)
                    .add(vector(y, yFirst + i))
                    .intoMemorySegment(EVERYWHERE, address(y, yFirst + i), RowView.ORDER);
        }
        if (i < count) {
            VectorMask<Float> rest = SPECIES.indexInRange(i, count);
            vector(x, xFirst + i, rest)
                    .add(vector(y, yFirst + i, rest))
                    .intoMemorySegment(y, JAVA_FLOAT.scale(0, yFirst + i), RowView.ORDER, rest);
        }
    }

    private static long address(MemorySegment values, long index) {
        return JAVA_FLOAT.scale(values.address(), index);
    }

    private static FloatVector vector(MemorySegment values, long index) {
        return FloatVector.fromMemorySegment(
                SPECIES, EVERYWHERE, address(values, index), RowView.ORDER);
    }

    private static FloatVector vector(MemorySegment values, long index, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(
                SPECIES, values, JAVA_FLOAT.scale(0, index), RowView.ORDER, mask);
    }
}
