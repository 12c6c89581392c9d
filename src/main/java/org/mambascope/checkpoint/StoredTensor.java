package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.util.List;

/**
 * What a weight file says of one tensor: its name, the type of its elements and its shape,
 * outermost dimension first; an empty shape is a single number. There is none with a negative
 * dimension or a size in bytes that does not fit into 63 bits: making it throws a {@link Problem}.
 */
public record StoredTensor(String name, ElementType type, List<Long> shape) {
    public StoredTensor {
        shape = List.copyOf(shape);
        Sizes.bytes(type, shape);
    }

    /** The number of elements; 1 for an empty shape. */
    public long elements() {
        return Sizes.elements(shape);
    }

    /** The number of bytes that the elements take. */
    public long bytes() {
        return Sizes.bytes(type, shape);
    }

    /** The same under another name. */
    StoredTensor named(String other) {
        return name.equals(other) ? this : new StoredTensor(other, type, shape);
    }
}
