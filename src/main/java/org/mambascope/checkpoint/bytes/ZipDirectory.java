package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a zip file, each a part of the file. Entries must not overlap, nor have the same
 * name. As PKWARE's APPNOTE has it, with Zip64.
 */
public final class ZipDirectory {
    private static final long HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final long LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int ENCRYPTED = 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final LittleEndian file;
    private final LittleEndian localHeaders;
    private final ZipEnd end;
    private final Map<String, ZipEntryStorage> entries = new LinkedHashMap<>();
    private final List<Extent> extents = new ArrayList<>();

    /** The bytes that an entry and the header before it take. */
    private record Extent(long begin, long end) {}

    private ZipDirectory(Storage file) {
        this.file = new LittleEndian(file);
        this.localHeaders = new LittleEndian(file);
        this.end = ZipEnd.find(this.file);
    }

    /**
     * The entries of a zip file.
     *
     * @throws Problem if it is damaged, or made to look larger than it is
     */
    public static ZipDirectory read(Storage file) {
        ZipDirectory directory = new ZipDirectory(file);
        directory.readEntries();
        directory.checkExtents();
        return directory;
    }

    /** The entry of a name. */
    public Optional<ZipEntryStorage> entry(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** Names of the entries, in the directory's order. */
    public Iterable<String> names() {
        return entries.keySet();
    }

    private void readEntries() {
        long at = end.directoryBegin();
        for (long i = 0; i < end.entries(); i++) {
            if (file.u32(at) != HEADER) {
                throw new Problem("its zip directory is damaged at byte " + at);
            }
            int nameLength = file.u16(at + 28);
            int extraLength = file.u16(at + 30);
            int commentLength = file.u16(at + 32);
            String name = file.text(at + HEADER_BYTES, nameLength);
            ZipExtra extra = new ZipExtra(file, at + HEADER_BYTES + nameLength, extraLength);
            long size = extra.wide(file.u32(at + 24));
            long packedSize = extra.wide(file.u32(at + 20));
            long begin = extra.wide(file.u32(at + 42));
            ZipEntryStorage entry =
                    entry(name, file.u16(at + 8), file.u16(at + 10), size, packedSize, begin);
            if (entries.put(name, entry) != null) {
                throw new Problem("zip entry '%s' is there twice".formatted(name));
            }
            at += HEADER_BYTES + nameLength + extraLength + commentLength;
        }
        if (at != end.directoryEnd()) {
            throw new Problem("its zip directory does not end where it says");
        }
    }

    private ZipEntryStorage entry(
            String name, int flags, int method, long size, long packedSize, long begin) {
        if ((flags & ENCRYPTED) != 0) {
            throw new Problem("zip entry '%s' is encrypted".formatted(name));
        }
        if (method != STORED && method != DEFLATED) {
            throw new Problem(
                    "zip entry '%s' is packed by method %d, and only 'stored' and 'deflated' can"
                                    .formatted(name, method)
                            + " be read");
        }
        if (localHeaders.u32(begin) != LOCAL_HEADER) {
            throw new Problem("zip entry '%s' is not where it should be".formatted(name));
        }
        long data =
                begin
                        + LOCAL_HEADER_BYTES
                        + localHeaders.u16(begin + 26)
                        + localHeaders.u16(begin + 28);
        ZipEntryStorage entry =
                new ZipEntryStorage(name, file.slice(data, packedSize), size, method == DEFLATED);
        extents.add(new Extent(begin, data + packedSize));
        return entry;
    }

    private void checkExtents() {
        extents.sort(Comparator.comparingLong(Extent::begin));
        long free = 0;
        for (Extent extent : extents) {
            if (extent.begin() < free) {
                throw new Problem("its zip entries overlap at byte " + extent.begin());
            }
            free = extent.end();
        }
        if (free > end.directoryBegin()) {
            throw new Problem("its zip entries overlap their directory");
        }
    }
}
