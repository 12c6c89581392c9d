package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An open weight file. Tensors stay in the file until they are asked for; any number of threads may
 * ask. Every read gives row-major contiguous elements, however they are stored, and throws a {@link
 * Problem} that names the file where there is no such tensor or the file was cut or changed since.
 */
public interface WeightFile extends AutoCloseable {
    /** Path of the file. */
    Path path();

    /** The tensors by name in the file's order; cannot be modified. */
    Map<String, StoredTensor> tensors();

    /** Metadata of the file, word by word; empty where there is none. */
    Map<String, String> metadata();

    /**
     * The state dicts that the file offers, the one opened by default first, by the keys that lead
     * to them and the prefix of their names, as {@code state_dict/model}.
     */
    List<String> sections();

    /** Notes on opening, a sentence each: state dicts and tensors chosen and passed over. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * The elements as 32-bit floats, whatever their type; truth values are 0 and 1.
     *
     * @throws Problem also if there are more elements than an array can hold
     */
    float[] floats(String name);

    /**
     * The elements of a tensor of integers or truth values.
     *
     * @throws Problem also if the elements are not integers or more than an array can hold
     */
    long[] integers(String name);

    /**
     * The elements as stored, little-endian and read-only; not to be used once this file is closed.
     *
     * @throws Problem also if the bytes are more than a buffer can hold
     */
    ByteBuffer bytes(String name);

    /** Releases the file; what was read as an array stays valid. Closing twice is harmless. */
    @Override
    void close();
}
