package org.mambascope.base.file;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes a file so that readers see either the old content or all of the new, never a part, even
 * after a power cut. A link's target is replaced and not the link, an old file's permissions stay,
 * and a device is written into.
 */
public final class AtomicFile {
    /** Writes the content; an exception leaves the old file as it was. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Tries whether a file can be written, and leaves no trace of it: to be called before long work
     * whose result goes there.
     *
     * @param inputs files that the work reads, and folders whose files it reads; what is not there
     *     is passed over
     * @throws Problem if it cannot be written, or would take the place of an input
     */
    public static void check(Path target, Collection<Path> inputs) {
        Destination destination = Destination.of(target);
        inputs.forEach(destination::requireOtherThan);
        destination.requireWritable();
    }

    /** As {@link #check(Path, Collection)}. */
    public static void check(Path target, Path... inputs) {
        check(target, Arrays.asList(inputs));
    }

    /**
     * Tries whether files can be written into a folder, and leaves no trace of it.
     *
     * @throws Problem if not
     */
    public static void checkFolder(Path folder) {
        Destination.requireFolder(folder);
    }

    /**
     * Copies a file.
     *
     * @throws Problem if it cannot be read or written, or if both are the same
     */
    public static void copy(Path from, Path to) {
        check(to, from);
        try {
            write(to, out -> Files.copy(from, out));
        } catch (IOException e) {
            throw FileFailure.reading(from, e);
        }
    }

    /**
     * Creates missing folders, writes to a file next to {@code target} and renames it to the
     * target.
     *
     * @throws Problem if it cannot be written
     * @throws IOException of the content alone
     */
    public static void write(Path target, Content content) throws IOException {
        Destination destination = Destination.of(target);
        if (destination.isDevice()) {
            try (OutputStream device = destination.device()) {
                content.writeTo(device);
            }
            return;
        }
        try (UnfinishedFile file = UnfinishedFile.of(target)) {
            content.writeTo(file.out());
            file.finish();
        }
    }

    /**
     * Writes text in UTF-8.
     *
     * @throws Problem if it cannot be written
     */
    public static void write(Path target, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            write(target, out -> out.write(bytes));
        } catch (IOException e) {
            throw FileFailure.writing(target, e);
        }
    }
}
