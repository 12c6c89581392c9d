package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

/** The wide numbers of a zip entry, for which 32 bits in its header do not suffice. */
final class ZipExtra {
    private static final long IN_EXTRA = 0xFFFFFFFFL;
    private static final int ZIP64 = 1;

    private final LittleEndian file;
    private long next;
    private long zip64End;

    ZipExtra(LittleEndian file, long begin, int length) {
        this.file = file;
        long end = begin + length;
        long at = begin;
        while (at + 4 <= end) {
            long fieldEnd = at + 4 + file.u16(at + 2);
            if (file.u16(at) == ZIP64 && fieldEnd <= end) {
                next = at + 4;
                zip64End = fieldEnd;
                return;
            }
            at = fieldEnd;
        }
    }

    /** The number itself or, if it only says so, the next wide one: size, packed size, place. */
    long wide(long number) {
        if (number != IN_EXTRA) {
            return number;
        }
        if (next + Long.BYTES > zip64End) {
            throw new Problem("its zip directory lacks a Zip64 length");
        }
        long value = file.u64(next);
        next += Long.BYTES;
        return value;
    }
}
