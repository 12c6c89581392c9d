package org.mambascope.cli.command;

import org.mambascope.activation.PointConsumer;
import org.mambascope.base.FileFailure;
import org.mambascope.model.ObservationPoint;
import org.mambascope.report.export.NpyFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes every value that an analysis sees, one {@code .npy} a point, as they come. */
final class RawActivationFiles implements PointConsumer, AutoCloseable {
    private final Path folder;
    private final Map<String, NpyFile> files = new LinkedHashMap<>();

    /** Files in a folder, which is created with the first of them. */
    RawActivationFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public void take(ObservationPoint point, long firstImage, float[] values) {
        try {
            NpyFile file = files.get(point.name());
            if (file == null) {
                file =
                        NpyFile.create(
                                folder.resolve(point.name() + ".npy"),
                                point.tokens(),
                                point.channels());
                files.put(point.name(), file);
            }
            file.append(values);
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }

    /** Completes the files; without it nothing is left of them. */
    void finish() throws IOException {
        for (NpyFile file : files.values()) {
            file.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (NpyFile file : files.values()) {
            file.close();
        }
    }
}
