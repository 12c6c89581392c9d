package org.mambascope.base.file;

import org.mambascope.base.FileFailure;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Says of which file it is that writing fails, and keeps apart what fails in making content. */
final class ReportingStream extends FilterOutputStream {
    private final Path named;

    ReportingStream(Path named, OutputStream out) {
        super(out);
        this.named = named;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] values, int from, int count) {
        try {
            out.write(values, from, count);
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw FileFailure.writing(named, e);
        }
    }
}
