package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that the tensors of one model come from, closed together. */
public final class OpenFiles implements AutoCloseable {
    private final List<FileBytes> files = new ArrayList<>();

    /**
     * Opens one more.
     *
     * @throws Problem as {@link FileBytes#open}
     */
    public FileBytes open(Path path) {
        FileBytes file = FileBytes.open(path);
        files.add(file);
        return file;
    }

    /** Closes all; closing twice is harmless. */
    @Override
    public void close() {
        files.forEach(FileBytes::close);
    }
}
