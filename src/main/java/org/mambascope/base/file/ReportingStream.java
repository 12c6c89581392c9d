package org.mambascope.base.file;

import org.mambascope.base.FileFailure;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Names the file in errors of writing, and keeps apart errors of making the content. */
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
