package org.mambascope.base.file;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder for temporary files; it is deleted with the files in it on closing, and at the end of
 * the process.
 *
 * @param path of the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * An empty folder among the system's temporary files.
     *
     * @throws Problem if there is no room for it
     */
    public static TemporaryFolder create() {
        Path files = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return new TemporaryFolder(Leftovers.folder(files));
        } catch (IOException e) {
            throw FileFailure.writing(files, e);
        }
    }

    @Override
    public void close() {
        Leftovers.remove(path);
    }
}
