package org.mambascope.model.architecture;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

/**
 * The demands on a stored tensor that a model is made of; tensors that no model needs have none.
 */
public final class NeededTensor {
    private NeededTensor() {}

    /**
     * Checks a tensor before its shape or its values are used.
     *
     * @throws Problem if its type cannot be read, it holds integers, which are another tool's codes
     *     for weights, or it has no elements
     */
    public static void check(WeightFile file, StoredTensor tensor) {
        if (tensor.type() == ElementType.UNREADABLE) {
            file.floats(tensor.name());
        }
        if (tensor.type().isInteger()) {
            throw new Problem(
                    "The weight %s in %s is stored as integers (%s) by another tool: dequantise it first and save floating-point weights."
                            .formatted(tensor.name(), file.path().getFileName(), tensor.type()));
        }
        if (tensor.shape().contains(0L)) {
            throw new Problem(
                    "The weight %s in %s has shape %s, in which no dimension may be 0: take an intact file."
                            .formatted(tensor.name(), file.path().getFileName(), tensor.shape()));
        }
    }
}
