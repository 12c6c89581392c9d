package org.mambascope.base.file;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * Destination of output.
 *
 * @param named as the user calls it
 * @param file after links are followed, existing or not
 * @param isDevice whether it is written into and never replaced
 */
record Destination(Path named, Path file, boolean isDevice) {
    /** As many links in a row as Linux follows. */
    private static final int LINKS = 40;

    /** Names of what stdout is connected to, which may well be a file that is already open. */
    private static final Set<Path> STDOUT =
            Set.of(Path.of("/dev/stdout"), Path.of("/dev/fd/1"), Path.of("/proc/self/fd/1"));

    static Destination of(Path named) {
        Path absolute = named.toAbsolutePath().normalize();
        if (STDOUT.contains(absolute) || isOther(absolute)) {
            return new Destination(named, absolute, true);
        }
        try {
            Path file = absolute;
            for (int i = 0; i < LINKS && Files.isSymbolicLink(file); i++) {
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
            if (Files.isSymbolicLink(file)) {
                throw new FileSystemLoopException(named.toString());
            }
            return new Destination(named, file, false);
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }

    private static boolean isOther(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    /** Opens a device to be written into. */
    OutputStream device() {
        try {
            return new ReportingStream(
                    named,
                    STDOUT.contains(file)
                            ? new FileOutputStream(FileDescriptor.out)
                            : Files.newOutputStream(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }

    /**
     * Refuses to take the place of what is read.
     *
     * @param input a file, or a folder whose files are read
     */
    void requireOtherThan(Path input) {
        try {
            if (isDevice || !Files.exists(file) || !Files.exists(input)) {
                return;
            }
            if (Files.isSameFile(file, input)) {
                throw new Problem(
                        "Writing %s would destroy the input %s, which is the same file: choose another name for the output."
                                .formatted(named, input));
            }
            if (Files.isDirectory(input) && file.toRealPath().startsWith(input.toRealPath())) {
                throw new Problem(
                        "Writing %s would replace a file of the folder %s, which is read: choose a place outside it for the output, or remove that file first."
                                .formatted(named, input));
            }
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }

    /** Tries whether it can be written, with a file that is gone again afterwards. */
    void requireWritable() {
        if (isDevice) {
            if (!STDOUT.contains(file) && !Files.isWritable(file)) {
                throw readOnly();
            }
            return;
        }
        if (Files.isDirectory(file)) {
            throw new Problem(
                    "Cannot write %s: it is a folder; name a file, in that folder for example."
                            .formatted(named));
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw readOnly();
        }
        Path folder = nearestFolder();
        Path first = folder.resolve(folder.relativize(file).getName(0));
        if (Files.isSymbolicLink(first)) {
            throw new Problem(
                    "Cannot write %s: the link %s leads to no folder; choose another place."
                            .formatted(named, first));
        }
        folder.relativize(file).forEach(name -> requireName(folder.resolve(name)));
        UnfinishedFile.tryFolder(folder, named);
    }

    /** Tries whether a folder can be written into, and if it is not there, whether it can be. */
    static void requireFolder(Path folder) {
        Path absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            UnfinishedFile.tryFolder(absolute, folder);
        } else if (Files.exists(absolute)) {
            throw new Problem(
                    "Cannot write files to %s: it is a file and no folder; name a folder."
                            .formatted(folder));
        } else {
            new Destination(folder, absolute, false).requireWritable();
        }
    }

    /** The innermost folder on the way to the file that is there. */
    private Path nearestFolder() {
        Path folder = file.getParent();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** A name that is too long, or has a file for a folder, is noticed by asking for it. */
    private void requireName(Path path) {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }

    private Problem readOnly() {
        return new Problem(
                "Cannot write %s: it is write-protected; choose another name, or allow writing it."
                        .formatted(named));
    }
}
