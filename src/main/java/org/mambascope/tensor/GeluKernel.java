package org.mambascope.tensor;

import static org.mambascope.tensor.HostFloats.EVERYWHERE;
import static org.mambascope.tensor.VectorMath.LANES;
import static org.mambascope.tensor.VectorMath.SPECIES;
import static org.mambascope.tensor.VectorMath.gelu;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

import java.lang.foreign.MemorySegment;

/** The exact GELU of many values. */
final class GeluKernel {
    /** Values that one part takes. */
    private static final int STRETCH = 1024 * LANES;

    private GeluKernel() {}

    /** Puts its GELU in the place of each of {@code count} values. */
    static void run(MemorySegment x, long count) {
        int parts = Math.toIntExact(Math.ceilDiv(count, STRETCH));
        Crew.shared()
                .run(
                        parts,
                        part -> {
                            long first = (long) part * STRETCH;
                            stretch(x, first, Math.min(count, first + STRETCH));
                        });
    }

    private static void stretch(MemorySegment x, long first, long end) {
        long i = first;
        for (; i + LANES <= end; i += LANES) {
            long at = JAVA_FLOAT.scale(0, i);
            gelu(FloatVector.fromMemorySegment(
                            SPECIES, EVERYWHERE, x.address() + at, HostRows.ORDER))
                    .intoMemorySegment(EVERYWHERE, x.address() + at, HostRows.ORDER);
        }
        if (i < end) {
            long at = JAVA_FLOAT.scale(0, i);
            VectorMask<Float> rest = SPECIES.indexInRange(i, end);
            gelu(FloatVector.fromMemorySegment(SPECIES, x, at, HostRows.ORDER, rest))
                    .intoMemorySegment(x, at, HostRows.ORDER, rest);
        }
    }
}
