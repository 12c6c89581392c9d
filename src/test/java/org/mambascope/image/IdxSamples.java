package org.mambascope.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** IDX files for tests. */
public final class IdxSamples {
    private IdxSamples() {}

    public static byte[] file(int magic, int[] shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
        bytes.putInt(magic);
        for (int side : shape) {
            bytes.putInt(side);
        }
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    public static byte[] images(int... levels) {
        return file(0x803, new int[] {levels.length, 1, 1}, levels);
    }

    public static byte[] labels(int... labels) {
        return file(0x801, new int[] {labels.length}, labels);
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
