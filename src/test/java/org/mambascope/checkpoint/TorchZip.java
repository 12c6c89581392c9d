package org.mambascope.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes zip files as {@code torch.save} does, and a little otherwise. */
final class TorchZip implements AutoCloseable {
    private final Path path;
    private final ZipOutputStream zip;

    TorchZip(Path path) throws IOException {
        this.path = path;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
    }

    /** A file with this pickle and one storage of so many bytes. */
    static Path write(Path path, byte[] pickle, int storageBytes) throws IOException {
        try (TorchZip zip = new TorchZip(path)) {
            return zip.stored("archive/data.pkl", pickle)
                    .stored("archive/data/0", new byte[storageBytes])
                    .path();
        }
    }

    TorchZip stored(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return add(entry, content);
    }

    TorchZip deflated(String name, byte[] content) throws IOException {
        return add(new ZipEntry(name), content);
    }

    Path path() {
        return path;
    }

    private TorchZip add(ZipEntry entry, byte[] content) throws IOException {
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
