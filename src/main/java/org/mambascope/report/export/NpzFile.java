package org.mambascope.report.export;

import org.mambascope.base.file.AtomicFile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A NumPy archive (.npz): a zip file with a {@code .npy} for each array. */
public final class NpzFile {
    /**
     * Values of an array.
     *
     * @param values row-major
     * @param shape outermost axis first
     */
    public record Array(float[] values, long... shape) {}

    private NpzFile() {}

    /** Writes arrays by name, in the map's order. */
    public static void write(Path target, Map<String, Array> arrays) throws IOException {
        AtomicFile.write(target, out -> write(out, arrays));
    }

    private static void write(OutputStream out, Map<String, Array> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Array> array : arrays.entrySet()) {
            zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
            NpyFile.write(zip, array.getValue().values(), array.getValue().shape());
            zip.closeEntry();
        }
        zip.finish();
    }
}
