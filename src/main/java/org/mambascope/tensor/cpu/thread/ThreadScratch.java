package org.mambascope.tensor.cpu.thread;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory that each thread has for itself and that grows to the most that was asked of it. */
public final class ThreadScratch {
    private static final int ALIGNMENT = 64;

    private final ThreadLocal<MemorySegment> memory =
            ThreadLocal.withInitial(() -> allocate(ALIGNMENT));

    private static MemorySegment allocate(long bytes) {
        return Arena.ofAuto().allocate(bytes, ALIGNMENT);
    }

    /** Returns at least this many bytes of the current thread's memory, with undefined contents. */
    public MemorySegment ofThread(long bytes) {
        if (memory.get().byteSize() < bytes) {
            memory.set(allocate(bytes));
        }
        return memory.get();
    }
}
