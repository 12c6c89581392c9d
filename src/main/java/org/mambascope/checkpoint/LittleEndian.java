package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Unsigned little-endian numbers in a file, never outside it. */
record LittleEndian(MemorySegment file) {
    int u16(long at) {
        return Short.toUnsignedInt(slice(at, Short.BYTES).get(Elements.SHORT, 0));
    }

    long u32(long at) {
        return Integer.toUnsignedLong(slice(at, Integer.BYTES).get(Elements.INT, 0));
    }

    /** Refuses what does not fit into 63 bits: no file is so long. */
    long u64(long at) {
        long value = slice(at, Long.BYTES).get(Elements.LONG, 0);
        if (value < 0) {
            throw new Problem(
                    "byte %d should begin a length, and %s is too long"
                            .formatted(at, Long.toUnsignedString(value)));
        }
        return value;
    }

    String text(long at, int length) {
        return new String(slice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    MemorySegment slice(long at, long length) {
        if (at < 0 || length < 0 || at > file.byteSize() - length) {
            throw new Problem(
                    "it is cut off or damaged: %d bytes should be at byte %d of %d"
                            .formatted(length, at, file.byteSize()));
        }
        return file.asSlice(at, length);
    }

    long size() {
        return file.byteSize();
    }
}
