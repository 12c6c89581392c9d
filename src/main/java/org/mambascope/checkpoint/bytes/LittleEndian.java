package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Unsigned little-endian numbers in a file, never outside it. It reads a block at a time, so one
 * reader is for one thread that goes forwards or backwards.
 */
public final class LittleEndian {
    /** Two bytes. */
    public static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Four bytes. */
    public static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Eight bytes. */
    public static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int BLOCK = 4096;

    private final Storage file;
    private MemorySegment block = MemorySegment.ofArray(new byte[0]);
    private long blockBegin;

    /** A reader of a file's numbers. */
    public LittleEndian(Storage file) {
        this.file = file;
    }

    /** Two bytes as a number. */
    int u16(long at) {
        return Short.toUnsignedInt(at(at, Short.BYTES).get(SHORT, 0));
    }

    /** Four bytes as a number. */
    long u32(long at) {
        return Integer.toUnsignedLong(at(at, Integer.BYTES).get(INT, 0));
    }

    /** Eight bytes as a number. Refuses what does not fit into 63 bits: no file is so long. */
    public long u64(long at) {
        long value = at(at, Long.BYTES).get(LONG, 0);
        if (value < 0) {
            throw new Problem(
                    "byte %d should begin a length, and %s is too long"
                            .formatted(at, Long.toUnsignedString(value)));
        }
        return value;
    }

    String text(long at, int length) {
        return new String(file.read(at, length), StandardCharsets.UTF_8);
    }

    Storage slice(long at, long length) {
        return file.part(at, length);
    }

    long size() {
        return file.size();
    }

    private MemorySegment at(long at, int length) {
        file.checkInside(at, length);
        if (at < blockBegin || at + length > blockBegin + block.byteSize()) {
            // The block begins half a block before, for those who go backwards.
            blockBegin = Math.max(0, at - BLOCK / 2);
            block =
                    MemorySegment.ofArray(
                            file.read(blockBegin, Math.min(BLOCK, file.size() - blockBegin)));
        }
        return block.asSlice(at - blockBegin, length);
    }
}
