package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.lang.foreign.MemorySegment;

/** A run of bytes in a weight file from which tensors take their elements. */
interface Storage {
    /** The number of bytes. */
    long size();

    /** All the bytes: a view where the file holds them plainly, else unpacked anew. */
    MemorySegment content();

    /** A storage that is refused with a reason as soon as its bytes are asked for. */
    static Storage refused(String reason) {
        return new Storage() {
            @Override
            public long size() {
                return Long.MAX_VALUE;
            }

            @Override
            public MemorySegment content() {
                throw new Problem(reason);
            }
        };
    }

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
