package org.mambascope.checkpoint.bytes;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * An open file, of which any number of threads may read. It keeps the size that it had when it was
 * opened; a file that is cut or written to after that is refused at the next read. One that another
 * takes the name of stays readable.
 */
public final class FileBytes implements Storage, AutoCloseable {
    private final Path path;
    private final BasicFileAttributes opened;
    private final RandomAccessFile file;

    private FileBytes(Path path, BasicFileAttributes opened, RandomAccessFile file) {
        this.path = path;
        this.opened = opened;
        this.file = file;
    }

    /**
     * Opens a regular file.
     *
     * @throws Problem if there is none or it may not be read
     */
    // A RandomAccessFile, unlike a channel, survives the interruption of a thread that reads it.
    public static FileBytes open(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new Problem("it is a folder; open the weights in it");
            }
            if (!attributes.isRegularFile()) {
                throw new Problem("it is not a regular file; name one that is");
            }
            if (!Files.isReadable(path)) {
                throw new Problem("permission to read it is denied; change its permissions");
            }
            return new FileBytes(path, attributes, new RandomAccessFile(path.toFile(), "r"));
        } catch (NoSuchFileException e) {
            throw new Problem("there is no such file; check its name", e);
        } catch (AccessDeniedException e) {
            throw new Problem("permission to read it is denied; change its permissions", e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Problem failed(IOException e) {
        FileFailure failure = FileFailure.of(e);
        return new Problem(failure.reason() + "; " + failure.remedy(), e);
    }

    @Override
    public long size() {
        return opened.size();
    }

    @Override
    public byte[] read(long at, long length) {
        checkInside(at, length);
        if (length > LONGEST_ARRAY) {
            throw new Problem(
                    "%d bytes of it are needed at once, and %d is the most there can be"
                            .formatted(length, LONGEST_ARRAY));
        }
        try {
            byte[] bytes = new byte[(int) length];
            synchronized (file) {
                file.seek(at);
                file.readFully(bytes);
            }
            if (isChanged()) {
                throw changed(null);
            }
            return bytes;
        } catch (EOFException e) {
            throw changed(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Returns true if the same file, and not another of its name, was written to since it was
     * opened.
     */
    private boolean isChanged() throws IOException {
        if (file.length() != opened.size()) {
            return true;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return opened.fileKey() != null
                    && Objects.equals(now.fileKey(), opened.fileKey())
                    && !now.lastModifiedTime().equals(opened.lastModifiedTime());
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private Problem changed(EOFException cause) {
        return new Problem(
                "%s was cut or changed while it was read; open it again"
                        .formatted(path.getFileName()),
                cause);
    }
}
