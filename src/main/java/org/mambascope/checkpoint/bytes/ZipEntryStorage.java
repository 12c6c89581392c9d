package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The bytes of one entry of a zip file. A deflated one is unpacked into exactly as many bytes as it
 * declares, and may not declare more than weights could ever be deflated from. It is kept unpacked
 * for as long as memory allows, since any number of tensors can share it.
 */
public final class ZipEntryStorage implements Storage {
    /** Weights deflate to little less than their size; a greater ratio is a trap. */
    private static final int GREATEST_RATIO = 100;

    private final String name;
    private final Storage packed;
    private final long size;
    private final boolean deflated;
    private SoftReference<byte[]> unpacked = new SoftReference<>(null);

    ZipEntryStorage(String name, Storage packed, long size, boolean deflated) {
        this.name = name;
        this.packed = packed;
        this.size = size;
        this.deflated = deflated;
        long most = deflated ? packed.size() * GREATEST_RATIO : packed.size();
        if (size > most || (!deflated && size != most)) {
            throw new Problem(
                    "zip entry '%s' cannot hold %d bytes in %d"
                            .formatted(name, size, packed.size()));
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long at, long length) {
        if (!deflated) {
            return packed.read(at, length);
        }
        checkInside(at, length);
        byte[] content = content();
        return at == 0 && length == content.length
                ? content.clone()
                : Arrays.copyOfRange(content, (int) at, (int) (at + length));
    }

    private synchronized byte[] content() {
        byte[] content = unpacked.get();
        if (content == null) {
            content = inflate();
            unpacked = new SoftReference<>(content);
        }
        return content;
    }

    private byte[] inflate() {
        if (size > LONGEST_ARRAY) {
            throw new Problem(
                    "zip entry '%s' is deflated and has %d bytes, and %d is the most there can be"
                            .formatted(name, size, LONGEST_ARRAY));
        }
        byte[] content = new byte[(int) size];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.readAll());
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
