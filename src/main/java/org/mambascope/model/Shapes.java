package org.mambascope.model;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Names and shapes of a file's weights, from which an architecture is recognised. */
public final class Shapes {
    private final WeightFile file;
    private final Map<String, StoredTensor> tensors;

    /** Names and shapes of a file. */
    public Shapes(WeightFile file) {
        this.file = file;
        tensors = file.tensors();
    }

    /** Whether there is a tensor of this name. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /**
     * Size along an axis.
     *
     * @throws Problem if there is no such tensor or axis
     */
    public int size(String name, int axis) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new Problem("Expected a weight named " + name + ", found none.");
        }
        NeededTensor.check(file, tensor);
        List<Long> shape = tensor.shape();
        if (axis >= shape.size() || shape.get(axis) > Integer.MAX_VALUE) {
            throw new Problem(
                    "Expected the weight "
                            + name
                            + " to have a size along axis "
                            + axis
                            + ", found shape "
                            + shape
                            + ".");
        }
        return shape.get(axis).intValue();
    }

    /** Size along an axis; empty if there is no such tensor. */
    public OptionalInt sizeIfPresent(String name, int axis) {
        return has(name) ? OptionalInt.of(size(name, axis)) : OptionalInt.empty();
    }

    /** How many of {@code prefix0suffix}, {@code prefix1suffix}, … there are. */
    public int count(String prefix, String suffix) {
        int count = 0;
        while (has(prefix + count + suffix)) {
            count++;
        }
        return count;
    }
}
