package org.mambascope.tensor.cpu.jit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.mambascope.base.ProgramProperties;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Machine code in memory that may be executed and no longer written, kept until the process ends.
 * Systems that do not allow a process to make such memory give none.
 */
public final class ExecutableMemory {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int EXECUTE = 4;
    private static final int PRIVATE = 2;
    private static final int ANONYMOUS = 0x20;

    private static final MethodHandle CALL =
            Linker.nativeLinker()
                    .downcallHandle(
                            FunctionDescriptor.ofVoid(JAVA_LONG), Linker.Option.critical(false));

    private final MemorySegment memory;

    private ExecutableMemory(MemorySegment memory) {
        this.memory = memory;
    }

    /** Returns true if code can be generated for this system: Linux on x86-64. */
    public static boolean isPossible() {
        return System.getProperty("os.name").startsWith("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** Returns true if the user allows it. */
    public static boolean isAllowed() {
        return ProgramProperties.usesMachineCode();
    }

    /** Makes code ready; empty where the system does not allow it. */
    public static Optional<ExecutableMemory> of(byte[] code) {
        if (!isPossible()) {
            return Optional.empty();
        }
        MethodHandle map =
                function(
                        "mmap",
                        FunctionDescriptor.of(
                                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                                JAVA_LONG));
        MethodHandle protect =
                function("mprotect", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        try {
            MemorySegment memory =
                    (MemorySegment)
                            map.invokeExact(
                                    MemorySegment.NULL,
                                    (long) code.length,
                                    READ | WRITE,
                                    PRIVATE | ANONYMOUS,
                                    -1,
                                    0L);
            if (memory.address() == -1) {
                return Optional.empty();
            }
            MemorySegment sized = memory.reinterpret(code.length);
            sized.copyFrom(MemorySegment.ofArray(code));
            int refused = (int) protect.invokeExact(sized, (long) code.length, READ | EXECUTE);
            return refused == 0 ? Optional.of(new ExecutableMemory(sized)) : Optional.empty();
        } catch (Throwable failure) {
            throw new IllegalStateException("a system function failed", failure);
        }
    }

    /** A function of it, by where it begins. */
    public MemorySegment function(int position) {
        return memory.asSlice(position);
    }

    /**
     * Calls a function with an address. The thread takes no part in a garbage collection meanwhile,
     * so a call should not last longer than a fraction of a millisecond.
     */
    public static void call(MemorySegment function, long argument) {
        try {
            CALL.invokeExact(function, argument);
        } catch (Throwable failure) {
            throw new IllegalStateException("machine code failed", failure);
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().find(name).orElseThrow(), descriptor);
    }
}
