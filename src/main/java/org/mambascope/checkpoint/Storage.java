package org.mambascope.checkpoint;

import java.lang.foreign.MemorySegment;

/** A run of bytes in a weight file from which tensors take their elements. */
interface Storage {
    /** The number of bytes. */
    long size();

    /** All the bytes: a view where the file holds them plainly, else unpacked anew. */
    MemorySegment content();

    static Storage of(MemorySegment segment) {
        return new Storage() {
            @Override
            public long size() {
                return segment.byteSize();
            }

            @Override
            public MemorySegment content() {
                return segment;
            }
        };
    }
}
