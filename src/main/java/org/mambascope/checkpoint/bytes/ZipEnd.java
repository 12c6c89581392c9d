package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

/** End record of a zip file, with the place of its directory. */
record ZipEnd(long entries, long directoryBegin, long directoryEnd) {
    private static final long END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final long LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final long ZIP64_END = 0x06064b50;
    private static final int ZIP64_END_BYTES = 56;
    private static final int HEADER_BYTES = 46;

    static ZipEnd find(LittleEndian file) {
        long at = file.size() - END_BYTES;
        long lowest = Math.max(0, at - LONGEST_COMMENT);
        while (at >= lowest) {
            if (file.u32(at) == END && at + END_BYTES + file.u16(at + 20) == file.size()) {
                return read(file, at);
            }
            at--;
        }
        throw new Problem("it is a zip file that is cut off: it has no end");
    }

    private static ZipEnd read(LittleEndian file, long at) {
        long locator = at - LOCATOR_BYTES;
        if (locator >= 0 && file.u32(locator) == LOCATOR) {
            long wide = file.u64(locator + 8);
            file.slice(wide, ZIP64_END_BYTES);
            if (file.u32(wide) != ZIP64_END) {
                throw new Problem("it is a damaged zip file: its Zip64 end is missing");
            }
            return of(file.u64(wide + 32), file.u64(wide + 48), file.u64(wide + 40), wide);
        }
        return of(file.u16(at + 10), file.u32(at + 16), file.u32(at + 12), at);
    }

    private static ZipEnd of(long entries, long begin, long size, long limit) {
        if (begin > limit - size || entries > size / HEADER_BYTES) {
            throw new Problem(
                    "it is a damaged zip file: a directory of %d entries in %d bytes from byte %d"
                                    .formatted(entries, size, begin)
                            + " does not fit");
        }
        return new ZipEnd(entries, begin, begin + size);
    }
}
