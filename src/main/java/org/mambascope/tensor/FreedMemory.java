package org.mambascope.tensor;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What becomes of the memory of a tensor that is freed. glibc gives that of large ones back to the
 * system, which clears every page of the next one anew: thousands of them in a forward pass. Here
 * it is kept for the next tensor. Other systems' libraries are left as they are.
 */
final class FreedMemory {
    /** Parameters of glibc's {@code mallopt}. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MAP_THRESHOLD = -3;

    private static final int MEGABYTE = 1 << 20;

    /** Tensors up to this size are kept; the largest that glibc takes. */
    private static final int LARGEST = 32 * MEGABYTE;

    /** Of each thread's memory, no more than this is kept at its end. */
    private static final int MOST = 256 * MEGABYTE;

    private FreedMemory() {}

    /** Keeps it from now on, where glibc is the system's library. */
    static void keep() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("gnu_get_libc_version")
                .flatMap(_ -> linker.defaultLookup().find("mallopt"))
                .ifPresent(address -> set(linker, address));
    }

    private static void set(Linker linker, MemorySegment address) {
        MethodHandle set =
                linker.downcallHandle(address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        try {
            int sized = (int) set.invokeExact(MAP_THRESHOLD, LARGEST);
            int trimmed = (int) set.invokeExact(TRIM_THRESHOLD, MOST);
            int padded = (int) set.invokeExact(TOP_PAD, LARGEST / 2);
            if (sized * trimmed * padded == 0) {
                throw new IllegalStateException("glibc has refused a parameter of its memory");
            }
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }
}
