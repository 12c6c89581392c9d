package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.Storage;

import java.util.List;

/** Arithmetic on shapes that refuses to overflow. */
final class Sizes {
    private Sizes() {}

    static long elements(List<Long> shape) {
        try {
            long elements = 1;
            for (long dimension : shape) {
                if (dimension < 0) {
                    throw new Problem("shape %s has a negative dimension".formatted(shape));
                }
                elements = Math.multiplyExact(elements, dimension);
            }
            return elements;
        } catch (ArithmeticException e) {
            throw new Problem("shape %s has too many elements to count".formatted(shape), e);
        }
    }

    static long bytes(ElementType type, List<Long> shape) {
        try {
            return Math.multiplyExact(elements(shape), type.bytes());
        } catch (ArithmeticException e) {
            throw new Problem("shape %s has too many bytes to count".formatted(shape), e);
        }
    }

    /** Checks that an array can hold so many elements of the tensor. */
    static int arrayLength(String name, long length) {
        if (length > Storage.LONGEST_ARRAY) {
            throw new Problem(
                    "tensor '%s' needs an array of %d, and %d is the most there can be"
                            .formatted(name, length, Storage.LONGEST_ARRAY));
        }
        return (int) length;
    }
}
