package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.lang.foreign.MemorySegment;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of one entry of a zip file. A deflated one is unpacked into exactly as many bytes as it
 * declares, and may not declare more than weights could ever be deflated from.
 */
record ZipEntryStorage(String name, MemorySegment packed, long size, boolean deflated)
        implements Storage {
    /** Weights deflate to little less than their size; a greater ratio is a trap. */
    private static final int GREATEST_RATIO = 100;

    ZipEntryStorage {
        long most = deflated ? packed.byteSize() * GREATEST_RATIO : packed.byteSize();
        if (size > most || (!deflated && size != most)) {
            throw new Problem(
                    "zip entry '%s' cannot hold %d bytes in %d"
                            .formatted(name, size, packed.byteSize()));
        }
    }

    @Override
    public MemorySegment content() {
        return deflated ? MemorySegment.ofArray(inflate()) : packed;
    }

    private byte[] inflate() {
        Sizes.arrayLength(name, packed.byteSize());
        byte[] content = new byte[Sizes.arrayLength(name, size)];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.asByteBuffer());
            int filled = 0;
            while (filled < content.length) {
                int more = inflater.inflate(content, filled, content.length - filled);
                if (more == 0) {
                    break;
                }
                filled += more;
            }
            // One more byte tells an end from an entry that would go on.
            if (filled < content.length || inflater.inflate(new byte[1]) > 0) {
                throw new Problem(
                        "zip entry '%s' does not unpack to the %d bytes that it declares"
                                .formatted(name, size));
            }
            return content;
        } catch (DataFormatException e) {
            throw new Problem("zip entry '%s' is damaged".formatted(name), e);
        }
    }
}
