package org.mambascope.model.plain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.Kernels;

/**
 * Turns tokens by the angles of their place in the grid. Where the number of tokens is odd and the
 * grid's is not, the first one is left as it is.
 */
final class RotaryPosition {
    private final Kernels kernels;
    private final NDArray cosine;
    private final NDArray sine;

    RotaryPosition(Kernels kernels, NDManager manager, RotaryAngles angles) {
        this.kernels = kernels;
        Shape shape = new Shape((long) angles.side() * angles.side(), angles.width());
        cosine = manager.create(angles.cosines(), shape);
        sine = manager.create(angles.sines(), shape);
    }

    /** Rotates (images, tokens, E). */
    NDArray apply(NDArray x) {
        if (x.getShape().get(1) == cosine.getShape().get(0)) {
            return kernels.rotate(x, cosine, sine);
        }
        NDArray rotated = kernels.rotate(x.get(":, 1:"), cosine, sine);
        return x.get(":, 0:1").concat(rotated, 1);
    }
}
