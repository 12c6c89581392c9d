package org.mambascope.image.content;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Images known by their content: of each, in order, 48 bits of a SHA-256 of its size and decoded
 * pixels. An empty list means unknown contents.
 */
public final class ImageContents {
    /** Of images whose pixels are not known, as those of a tensor. */
    public static final ImageContents UNKNOWN = new ImageContents(new long[0]);

    private static final int BYTES = 6;

    private final long[] hashes;

    private ImageContents(long[] hashes) {
        this.hashes = hashes;
    }

    /** The images of these hashes. */
    public static ImageContents of(long... hashes) {
        return new ImageContents(hashes.clone());
    }

    /**
     * An image's hash.
     *
     * @param rgb row by row, {@code 0xRRGGBB}
     */
    public static long hash(int width, int height, int[] rgb) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + 3 * rgb.length);
        bytes.putInt(width).putInt(height);
        for (int colour : rgb) {
            bytes.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return ByteBuffer.wrap(digest).getLong() >>> 8 * (Long.BYTES - BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These images, then others. */
    public ImageContents and(ImageContents others) {
        return new ImageContents(
                LongStream.concat(Arrays.stream(hashes), Arrays.stream(others.hashes)).toArray());
    }

    /** The first of these images. */
    public ImageContents first(int count) {
        return new ImageContents(Arrays.copyOf(hashes, Math.min(count, hashes.length)));
    }

    /** Number of images. */
    public int size() {
        return hashes.length;
    }

    /** Number of these images that are among others. */
    int sharedWith(ImageContents others) {
        Set<Long> known = Arrays.stream(others.hashes).boxed().collect(Collectors.toSet());
        return (int) Arrays.stream(hashes).filter(known::contains).count();
    }

    /** Eight letters an image, which {@link #parse} reads. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES * hashes.length);
        for (long hash : hashes) {
            bytes.putShort((short) (hash >> 32)).putInt((int) hash);
        }
        return Base64.getUrlEncoder().encodeToString(bytes.array());
    }

    /** Reads {@link #text}; unknown contents where it is none. */
    public static ImageContents parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            long[] hashes = new long[bytes.remaining() / BYTES];
            for (int i = 0; i < hashes.length; i++) {
                long high = bytes.getShort() & 0xffff;
                hashes[i] = high << 32 | bytes.getInt() & 0xffffffffL;
            }
            return new ImageContents(hashes);
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageContents contents && Arrays.equals(hashes, contents.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }
}
