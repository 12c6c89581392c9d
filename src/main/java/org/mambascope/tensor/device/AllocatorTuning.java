package org.mambascope.tensor.device;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Tells glibc to keep freed tensor memory for reuse. By default it returns large blocks to the
 * system, which clears every page of the next one anew: thousands of them in a forward pass. Here
 * they are kept until a caller says that no more tensors are expected soon. Other systems'
 * libraries are left as they are.
 */
public final class AllocatorTuning {
    /** Parameters of glibc's {@code mallopt}. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MAP_THRESHOLD = -3;

    private static final int MEGABYTE = 1 << 20;

    /** Tensors up to this size are kept; the largest that glibc takes. */
    private static final int LARGEST = 32 * MEGABYTE;

    /** Of each thread's memory, no more than this is kept at its end. */
    private static final int MOST = 256 * MEGABYTE;

    private AllocatorTuning() {}

    /** Keeps it from now on, where glibc is the system's library. */
    static void keep() {
        ofGlibc("mallopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT))
                .ifPresent(AllocatorTuning::set);
    }

    /**
     * Gives what is kept back to the system: worth it after work, when it is not known whether more
     * will come.
     */
    public static void giveBack() {
        ofGlibc("malloc_trim", FunctionDescriptor.of(JAVA_INT, JAVA_LONG))
                .ifPresent(AllocatorTuning::trim);
    }

    private static Optional<MethodHandle> ofGlibc(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("gnu_get_libc_version")
                .flatMap(_ -> linker.defaultLookup().find(name))
                .map(address -> linker.downcallHandle(address, descriptor));
    }

    private static void trim(MethodHandle trim) {
        try {
            int _ = (int) trim.invokeExact(0L);
        } catch (Throwable failure) {
            throw NativeFunctions.unexpected(failure);
        }
    }

    private static void set(MethodHandle set) {
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
