package org.mambascope.report.export;

import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.file.UnfinishedFile;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A NumPy file (.npy, version 1.0) of 32-bit little-endian floats in C order, which grows along its
 * first axis while it is written: the number of images need not be known beforehand. {@link
 * #finish} puts the file in place; closing before that leaves no trace. Format: NumPy enhancement
 * proposal 1.
 */
public final class NpyFile implements Closeable {
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final int CHUNK = 1 << 14;

    private final long[] tail;
    private final long rowLength;
    private final UnfinishedFile file;
    private final OutputStream out;
    private final int headerLength;
    private long written;

    private NpyFile(UnfinishedFile file, long[] tail, long rowLength) throws IOException {
        this.file = file;
        this.tail = tail;
        this.rowLength = rowLength;
        out = new BufferedOutputStream(file.out(), 1 << 16);
        byte[] longest = header(shape(Long.MAX_VALUE, tail), 0);
        headerLength = longest.length;
        out.write(longest);
    }

    /**
     * Starts a file.
     *
     * @param tail all axes but the first, as (tokens, channels); each at least 1
     */
    public static NpyFile create(Path target, long... tail) throws IOException {
        if (length(tail) < 1) {
            throw new IllegalArgumentException("rows of shape " + Arrays.toString(tail));
        }
        return new NpyFile(UnfinishedFile.of(target), tail.clone(), length(tail));
    }

    /** Writes an array at once. A shape without axes is a single value. */
    public static void write(Path target, float[] values, long... shape) throws IOException {
        if (length(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for shape " + Arrays.toString(shape));
        }
        AtomicFile.write(target, file -> write(file, values, shape));
    }

    /** Writes an array at once to where it is a part of something larger. */
    static void write(OutputStream out, float[] values, long... shape) throws IOException {
        out.write(header(shape, 0));
        put(out, values);
    }

    /** Adds values, row-major; before the end they have to fill the last row. */
    public void append(float[] values) throws IOException {
        put(out, values);
        written += values.length;
    }

    /** Puts the file in place. */
    public void finish() throws IOException {
        if (written % rowLength != 0) {
            throw new IllegalStateException(written + " values do not fill rows of " + rowLength);
        }
        out.flush();
        file.overwriteStart(header(shape(written / rowLength, tail), headerLength));
        file.finish();
        close();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static long[] shape(long rows, long[] tail) {
        return LongStream.concat(LongStream.of(rows), LongStream.of(tail)).toArray();
    }

    private static void put(OutputStream out, float[] values) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.min(values.length, CHUNK) * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < values.length; start += CHUNK) {
            int size = Math.min(CHUNK, values.length - start);
            bytes.asFloatBuffer().put(values, start, size);
            out.write(bytes.array(), 0, size * Float.BYTES);
        }
    }

    /** Padded with spaces so that the values start at a multiple of 64, and not before a place. */
    private static byte[] header(long[] shape, int start) {
        String axes =
                LongStream.of(shape)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", ", "(", shape.length == 1 ? ",)" : ")"));
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': " + axes + ", }";
        int length =
                Math.max(start, Math.ceilDiv(PREFIX + text.length() + 1, ALIGNMENT) * ALIGNMENT);
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) 1).put((byte) 0).putShort((short) (length - PREFIX));
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.remaining() > 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').array();
    }

    private static long length(long[] shape) {
        long length = 1;
        for (long axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape));
            }
            length = Math.multiplyExact(length, axis);
        }
        return length;
    }
}
