package org.mambascope.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What kind of weight file some bytes are, by their beginning. */
enum Format {
    SAFETENSORS,
    TORCH_ZIP,
    LEGACY_PICKLE,
    UNKNOWN;

    private static final int ZIP_ENTRY = 0x04034b50;
    private static final int PICKLE_PROTOCOL = 0x80;
    private static final int HIGHEST_PROTOCOL = 5;

    static Format of(MemorySegment file) {
        if (file.byteSize() > 8 && file.get(ValueLayout.JAVA_BYTE, 8) == '{') {
            return SAFETENSORS;
        }
        if (file.byteSize() >= 4 && file.get(Elements.INT, 0) == ZIP_ENTRY) {
            return TORCH_ZIP;
        }
        if (file.byteSize() >= 2
                && Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 0)) == PICKLE_PROTOCOL
                && Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, 1)) <= HIGHEST_PROTOCOL) {
            return LEGACY_PICKLE;
        }
        return UNKNOWN;
    }
}
