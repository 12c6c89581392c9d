package org.mambascope.checkpoint.bytes;

import org.mambascope.base.Problem;

/** A run of bytes in a weight file from which tensors take their elements. */
public interface Storage {
    /** The longest array that every Java machine can make. */
    int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** The number of bytes. */
    long size();

    /**
     * Some of the bytes.
     *
     * @throws Problem if they lie outside, are more than an array can hold or cannot be read
     */
    byte[] read(long at, long length);

    /** All of the bytes, as {@link #read}. */
    default byte[] readAll() {
        return read(0, size());
    }

    /** A part of these bytes. */
    default Storage part(long begin, long length) {
        checkInside(begin, length);
        Storage whole = this;
        return new Storage() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public byte[] read(long at, long count) {
                checkInside(at, count);
                return whole.read(begin + at, count);
            }
        };
    }

    /** Checks that there are so many bytes at a place. */
    default void checkInside(long at, long length) {
        if (at < 0 || length < 0 || at > size() - length) {
            throw new Problem(
                    "it is cut off or damaged: %d bytes should be at byte %d of %d"
                            .formatted(length, at, size()));
        }
    }

    /** A storage that is refused with a reason as soon as its bytes are asked for. */
    static Storage refused(String reason) {
        return new Storage() {
            @Override
            public long size() {
                return Long.MAX_VALUE;
            }

            @Override
            public byte[] read(long at, long length) {
                throw new Problem(reason);
            }
        };
    }
}
