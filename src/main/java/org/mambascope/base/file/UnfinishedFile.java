package org.mambascope.base.file;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is still being written, under a short name next to its target. {@link #finish} puts
 * it in place; closing before that leaves the old file and nothing else.
 */
public final class UnfinishedFile implements Closeable {
    private final Destination destination;
    private final Path part;
    private final FileChannel channel;
    private final OutputStream out;
    private final Optional<Set<PosixFilePermission>> permissions;

    private UnfinishedFile(
            Destination destination,
            Path part,
            FileChannel channel,
            Optional<Set<PosixFilePermission>> permissions) {
        this.destination = destination;
        this.part = part;
        this.channel = channel;
        this.permissions = permissions;
        this.out = new ReportingStream(destination.named(), Channels.newOutputStream(channel));
    }

    /**
     * Starts a file, in folders that are created if they are not there.
     *
     * @throws Problem if nothing can be written there
     */
    public static UnfinishedFile of(Path target) {
        Destination destination = Destination.of(target);
        Path folder = destination.file().getParent();
        try {
            Files.createDirectories(folder);
            Leftovers.removeFrom(folder);
            Optional<Set<PosixFilePermission>> permissions = permissions(destination.file());
            Path part = Leftovers.part(folder);
            return new UnfinishedFile(destination, part, open(part, permissions), permissions);
        } catch (IOException e) {
            throw FileFailure.writing(target, e);
        }
    }

    /** Fails where no file can be created in a folder. */
    static void tryFolder(Path folder, Path target) {
        Path part = Leftovers.part(folder);
        try (FileChannel opened = open(part, Optional.empty())) {
            opened.position(0);
        } catch (IOException e) {
            throw FileFailure.writing(target, e);
        } finally {
            Leftovers.remove(part);
        }
    }

    /** The lock tells other processes that this one still lives. */
    private static FileChannel open(Path part, Optional<Set<PosixFilePermission>> permissions)
            throws IOException {
        FileChannel channel =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        permissions
                                .map(PosixFilePermissions::asFileAttribute)
                                .map(attribute -> new FileAttribute<?>[] {attribute})
                                .orElse(new FileAttribute<?>[0]));
        Leftovers.lock(channel);
        return channel;
    }

    /** Of the old file; empty if there is none, or if the system has other rights. */
    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view != null && Files.exists(file)
                ? Optional.of(view.readAttributes().permissions())
                : Optional.empty();
    }

    /** Takes content at the end of what was written. Failures of the file are Problems. */
    public OutputStream out() {
        return out;
    }

    /**
     * Writes over the first bytes.
     *
     * @throws Problem if they cannot be written
     */
    public void overwriteStart(byte[] bytes) {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left, left.position());
            }
        } catch (IOException e) {
            throw FileFailure.writing(destination.named(), e);
        }
    }

    /**
     * Puts the file in its place, safe from a power cut.
     *
     * @throws Problem if that is not possible
     */
    public void finish() {
        try {
            out.flush();
            if (permissions.isPresent()) {
                // The old file may have permissions that the process does not give to new files.
                Files.setPosixFilePermissions(part, permissions.get());
            }
            channel.force(true);
            channel.close();
            try {
                Files.move(
                        part,
                        destination.file(),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, destination.file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw FileFailure.writing(destination.named(), e);
        }
        keepName(destination.file().getParent());
    }

    /** A folder's list of names is on the disk too, where the system can be asked for that. */
    private static void keepName(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Leftovers.remove(part);
    }
}
