package org.mambascope.dataset;

import org.mambascope.base.Problem;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes, plain or gzip (recognised by its content).
 *
 * @param shape count first: {n} of labels, {n, height, width} of images
 * @param values in row-major order
 */
record IdxFile(int[] shape, byte[] values) {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    /**
     * Reads a file that must have so many dimensions. Memory grows with the data that are there,
     * never with what a header promises.
     *
     * @throws Problem if the file is no such IDX file, is truncated or goes on after its end
     */
    static IdxFile read(Path file, int dimensions) throws IOException {
        try (DataInputStream in = new DataInputStream(uncompressed(file))) {
            int magic = in.readInt();
            if (magic != (UNSIGNED_BYTES << 8 | dimensions)) {
                throw broken(
                        file,
                        "it begins with 0x%08x, not 0x%08x"
                                .formatted(magic, UNSIGNED_BYTES << 8 | dimensions));
            }
            int[] shape = new int[dimensions];
            for (int i = 0; i < dimensions; i++) {
                shape[i] = in.readInt();
            }
            int bytes = bytes(file, shape);
            byte[] values = in.readNBytes(bytes);
            if (values.length < bytes) {
                throw new EOFException();
            }
            if (in.read() != -1) {
                throw broken(file, "it goes on after the " + bytes + " bytes that it declares");
            }
            return new IdxFile(shape, values);
        } catch (EOFException e) {
            throw broken(file, "it is truncated");
        } catch (ZipException e) {
            throw broken(file, "its compressed data are damaged");
        }
    }

    private static int bytes(Path file, int[] shape) {
        long bytes = 1;
        for (int side : shape) {
            if (side < 1 || bytes * side > MAX_BYTES) {
                throw broken(
                        file,
                        "it declares a size of "
                                + Arrays.toString(shape)
                                + ", which is not between 1 byte and 2 GB");
            }
            bytes *= side;
        }
        return (int) bytes;
    }

    private static InputStream uncompressed(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return zipped ? new BufferedInputStream(new GZIPInputStream(in, 1 << 16)) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static Problem broken(Path file, String reason) {
        return new Problem("The IDX file " + file + " cannot be read: " + reason + ".");
    }
}
