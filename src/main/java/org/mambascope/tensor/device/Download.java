package org.mambascope.tensor.device;

import org.mambascope.base.Progress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * One of several packed files that are fetched: it can be stopped in the midst, for the largest has
 * gigabytes.
 *
 * @param name under which it is kept
 * @param index among all
 * @param count of all
 */
record Download(String name, int index, int count) {
    private static final int BLOCK = 1 << 20;

    /** Milliseconds until a silent server is given up. */
    static final int CONNECTING = 20_000;

    static final int READING = 60_000;

    /** Units of progress that a file is divided into. */
    private static final int PARTS = 1000;

    /**
     * Fetches and unpacks it into a folder.
     *
     * @return its SHA-256, in hexadecimal
     * @throws IOException also if it ends early, or nothing comes for a minute
     * @throws java.util.concurrent.CancellationException if the user stops it
     */
    String fetch(URL source, Path folder, Progress progress) throws IOException {
        progress.checkCancelled();
        progress.report((long) index * PARTS, (long) count * PARTS, name);
        URLConnection connection = source.openConnection();
        connection.setConnectTimeout(CONNECTING);
        connection.setReadTimeout(READING);
        long length = connection.getContentLengthLong();
        byte[] block = new byte[BLOCK];
        MessageDigest hash = sha256();
        try (Counting packed = new Counting(connection.getInputStream());
                InputStream file = new GZIPInputStream(packed);
                OutputStream kept = Files.newOutputStream(folder.resolve(name))) {
            for (int read = file.read(block); read >= 0; read = file.read(block)) {
                kept.write(block, 0, read);
                hash.update(block, 0, read);
                progress.checkCancelled();
                progress.report(
                        (long) index * PARTS + packed.parts(length), (long) count * PARTS, name);
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts what was taken from the network. */
    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        /** Of a whole whose length may be unknown (−1). */
        long parts(long length) {
            return length <= 0 ? 0 : Math.min(PARTS, PARTS * bytes / length);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            int read = super.read(to, from, most);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
