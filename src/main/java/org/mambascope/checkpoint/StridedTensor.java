package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.bytes.Storage;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor as a view of a storage: element (i, j, …) is number {@code offset + i·strides[0] +
 * j·strides[1] + …} of the storage. Made only if every element lies inside the storage.
 */
record StridedTensor(StoredTensor tensor, Storage storage, long offset, List<Long> strides) {
    StridedTensor {
        strides = List.copyOf(strides);
        long reach = reach(tensor, offset, strides);
        long available = storage.size() / tensor.type().bytes();
        if (reach > available) {
            throw new Problem(
                    "tensor '%s' reaches element %d of a storage that has %d"
                            .formatted(tensor.name(), reach, available));
        }
    }

    /** A tensor that has the whole storage to itself, row by row. */
    static StridedTensor whole(StoredTensor tensor, Storage storage) {
        return new StridedTensor(tensor, storage, 0, rowMajor(tensor.shape()));
    }

    /** A tensor that cannot be read, which matters only to those who need it. */
    static StridedTensor refused(String name, List<Long> shape, String reason) {
        return whole(
                new StoredTensor(name, ElementType.UNREADABLE, shape), Storage.refused(reason));
    }

    /** All elements row by row. */
    MemorySegment contiguous() {
        return elements(0, tensor.elements());
    }

    /** Returns true if {@link #elements} reads no more than it gives. */
    boolean isContiguous() {
        List<Long> expected = rowMajor(tensor.shape());
        for (int d = 0; d < strides.size(); d++) {
            if (tensor.shape().get(d) != 1 && !strides.get(d).equals(expected.get(d))) {
                return false;
            }
        }
        return true;
    }

    /** Some elements of all, row by row; all of them if it is not contiguous. */
    MemorySegment elements(long first, long count) {
        int bytes = tensor.type().bytes();
        if (tensor.elements() == 0) {
            return MemorySegment.ofArray(new byte[0]);
        }
        if (isContiguous()) {
            return MemorySegment.ofArray(storage.read((offset + first) * bytes, count * bytes));
        }
        return gathered(bytes);
    }

    private MemorySegment gathered(int bytes) {
        long reach = reach(tensor, offset, strides);
        MemorySegment from =
                MemorySegment.ofArray(storage.read(offset * bytes, (reach - offset) * bytes));
        MemorySegment to =
                MemorySegment.ofArray(new byte[Sizes.arrayLength(tensor.name(), tensor.bytes())]);
        int rank = strides.size();
        long[] index = new long[rank];
        long element = 0;
        for (long written = 0; written < to.byteSize(); written += bytes) {
            MemorySegment.copy(from, element * bytes, to, written, bytes);
            for (int d = rank - 1; d >= 0; d--) {
                element += strides.get(d);
                if (++index[d] < tensor.shape().get(d)) {
                    break;
                }
                element -= index[d] * strides.get(d);
                index[d] = 0;
            }
        }
        return to;
    }

    private static List<Long> rowMajor(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long dimension : shape.reversed()) {
            strides.addFirst(stride);
            stride *= Math.max(1, dimension);
        }
        return strides;
    }

    /** One more than the highest element of the storage that the tensor takes. */
    private static long reach(StoredTensor tensor, long offset, List<Long> strides) {
        if (strides.size() != tensor.shape().size()) {
            throw new Problem(
                    "tensor '%s' has %d dimensions and %d strides"
                            .formatted(tensor.name(), tensor.shape().size(), strides.size()));
        }
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
            throw new Problem(
                    "tensor '%s' has offset %d and strides %s, and none may be negative"
                            .formatted(tensor.name(), offset, strides));
        }
        if (tensor.elements() == 0) {
            return 0;
        }
        try {
            long highest = offset;
            for (int d = 0; d < strides.size(); d++) {
                long steps = tensor.shape().get(d) - 1;
                highest = Math.addExact(highest, Math.multiplyExact(steps, strides.get(d)));
            }
            return Math.addExact(highest, 1);
        } catch (ArithmeticException e) {
            throw new Problem(
                    "tensor '%s' has shape %s and strides %s, which reach too far to count"
                            .formatted(tensor.name(), tensor.shape(), strides),
                    e);
        }
    }
}
