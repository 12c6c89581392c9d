package org.mambascope.tensor.cpu.linear;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import org.mambascope.tensor.device.NativeFunctions;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Products of parts of matrices by the library that libtorch multiplies with, in place and with the
 * calling thread's number of threads.
 */
public final class BlasGemm {
    private static final int ROW_MAJOR = 101;
    private static final int AS_IS = 111;
    private static final int TRANSPOSED = 112;

    private static final Optional<BlasGemm> FOUND =
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
                    .map(BlasGemm::new);

    private final MethodHandle multiply;

    private BlasGemm(MethodHandle multiply) {
        this.multiply = multiply;
    }

    /** The library's function; empty where this platform's libtorch does not show one. */
    public static Optional<BlasGemm> found() {
        return FOUND;
    }

    /**
     * A matrix in row-major order, read in place.
     *
     * @param first value from which it is read
     * @param width of its rows
     * @param transposed whether its transpose takes part
     */
    public record Operand(MemorySegment values, long first, int width, boolean transposed) {
        /** From a row of a matrix on. */
        public static Operand fromRow(MemorySegment values, int row, int width) {
            return new Operand(values, (long) row * width, width, false);
        }

        /** The transpose of a matrix. */
        static Operand transposed(MemorySegment values, int width) {
            return new Operand(values, 0, width, true);
        }

        private MemorySegment start() {
            return values.asSlice(JAVA_FLOAT.scale(0, first));
        }

        /** Address of the matrix's first value. */
        long address() {
            return values.address() + JAVA_FLOAT.scale(0, first);
        }

        /** Index among the values of the first of a row. */
        long at(int row) {
            return first + (long) row * width;
        }

        private int order() {
            return transposed ? TRANSPOSED : AS_IS;
        }
    }

    /**
     * C = A B, or C += A B.
     *
     * @param rows of A and C
     * @param columns of B and C
     * @param inner columns of A, rows of B
     * @param adds whether to add to the earlier values of C
     */
    public void run(
            int rows, int columns, int inner, Operand a, Operand b, Operand c, boolean adds) {
        try {
            multiply.invokeExact(
                    ROW_MAJOR,
                    a.order(),
                    b.order(),
                    rows,
                    columns,
                    inner,
                    a.start(),
                    a.width(),
                    b.start(),
                    b.width(),
                    adds ? 1f : 0f,
                    c.start(),
                    c.width());
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }
}
