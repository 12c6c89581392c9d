package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;

import org.assertj.core.api.AbstractStringAssert;
import org.mambascope.base.Problem;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Opens and reads files that may be hostile, and measures what it takes. */
final class Refusal {
    /** More than any small file may ever make the reader allocate. */
    private static final long MUCH_MEMORY = 16 << 20;

    private Refusal() {}

    /** Asserts that the file is refused in one line that names it, in little memory. */
    static AbstractStringAssert<?> of(Path file) {
        long before = allocatedBytes();
        Throwable refusal = catchThrowable(() -> readEverything(file));
        assertThat(allocatedBytes() - before).isLessThan(MUCH_MEMORY);
        assertProblem(refusal, file);
        return assertThat(refusal.getMessage());
    }

    /** Asserts that the file is either read or refused properly; true if it was read. */
    static boolean readsOrRefuses(Path file) {
        Throwable refusal = catchThrowable(() -> readEverything(file));
        if (refusal == null) {
            return true;
        }
        assertProblem(refusal, file);
        return false;
    }

    /** All bytes that the current thread has allocated so far. */
    static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static void assertProblem(Throwable refusal, Path file) {
        assertThat(refusal)
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("Cannot read weights from '" + file + "': ")
                .hasMessageMatching(".*[^.][.?]");
        assertThat(refusal.getMessage()).hasSizeLessThan(1000).doesNotContain("\n", "\r");
    }

    private static void readEverything(Path file) {
        try (WeightFile weights = WeightFiles.open(file)) {
            for (StoredTensor tensor : weights.tensors().values()) {
                weights.bytes(tensor.name());
                weights.floats(tensor.name());
                if (tensor.type().isInteger()) {
                    weights.integers(tensor.name());
                }
            }
        }
    }
}
