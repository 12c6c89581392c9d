package org.mambascope.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The product of some rows of a matrix and a weight, Y += X Wᵀ, by the library that libtorch
 * multiplies with, on memory where it stands and in the calling thread's number of threads.
 */
final class RowProduct {
    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;

    private static final Optional<RowProduct> FOUND =
            NativeFunctions.find(
                            "cblas_sgemm_compute",
                            FunctionDescriptor.ofVoid(
                                    JAVA_INT,
                                    JAVA_INT,
                                    JAVA_INT,
                                    JAVA_INT,
                                    JAVA_INT,
                                    JAVA_INT,
                                    ADDRESS,
                                    JAVA_INT,
                                    ADDRESS,
                                    JAVA_INT,
                                    JAVA_FLOAT,
                                    ADDRESS,
                                    JAVA_INT))
                    .map(RowProduct::new);

    private final MethodHandle multiply;

    private RowProduct(MethodHandle multiply) {
        this.multiply = multiply;
    }

    /** The library's function; empty where this platform's libtorch does not show one. */
    static Optional<RowProduct> found() {
        return FOUND;
    }

    /**
     * Multiplies rows {@code first} to {@code end}.
     *
     * @param x (rows, K)
     * @param weight (N, K)
     * @param y (rows, N)
     * @param adds whether to add to what stands in {@code y}, rather than to overwrite it
     */
    void run(
            MemorySegment x,
            MemorySegment weight,
            MemorySegment y,
            int first,
            int end,
            int inputs,
            int outputs,
            boolean adds) {
        try {
            multiply.invokeExact(
                    ROW_MAJOR,
                    AS_IS,
                    TRANSPOSED,
                    end - first,
                    outputs,
                    inputs,
                    x.asSlice(JAVA_FLOAT.scale(0, (long) first * inputs)),
                    inputs,
                    weight,
                    inputs,
                    adds ? 1f : 0f,
                    y.asSlice(JAVA_FLOAT.scale(0, (long) first * outputs)),
                    outputs);
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }
}
