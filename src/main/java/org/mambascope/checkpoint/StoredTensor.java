package org.mambascope.checkpoint;

import org.mambascope.base.Problem;

import java.util.List;

/**
 * Description of one tensor in a weight file: its name, the type of its elements and its shape,
 * outermost dimension first; an empty shape is a single number. A negative dimension or a size in
 * bytes that does not fit into 63 bits is refused with a {@link Problem}.
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

    /** Copy with another name. */
    StoredTensor named(String other) {
        return name.equals(other) ? this : new StoredTensor(other, type, shape);
    }
}
