package org.mambascope.checkpoint;

import org.mambascope.checkpoint.bytes.LittleEndian;
import org.mambascope.checkpoint.bytes.Storage;

import java.lang.foreign.MemorySegment;

/** What kind of weight file some bytes are, by their beginning. */
enum Format {
    SAFETENSORS,
    TORCH_ZIP,
    LEGACY_PICKLE,
    UNKNOWN;

    private static final int LOOKED_AT = 16;
    private static final int ZIP_ENTRY = 0x04034b50;
    private static final int PICKLE_PROTOCOL = 0x80;
    private static final int HIGHEST_PROTOCOL = 5;

    static Format of(Storage file) {
        byte[] start = file.read(0, Math.min(file.size(), LOOKED_AT));
        if (start.length > 8 && start[8] == '{') {
            return SAFETENSORS;
        }
        if (start.length >= 4
                && MemorySegment.ofArray(start).get(LittleEndian.INT, 0) == ZIP_ENTRY) {
            return TORCH_ZIP;
        }
        if (start.length >= 2
                && Byte.toUnsignedInt(start[0]) == PICKLE_PROTOCOL
                && Byte.toUnsignedInt(start[1]) <= HIGHEST_PROTOCOL) {
            return LEGACY_PICKLE;
        }
        return UNKNOWN;
    }
}
