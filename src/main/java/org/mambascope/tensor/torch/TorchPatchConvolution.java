package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.tensor.PatchConvolution;

import java.util.function.UnaryOperator;

/**
 * A convolution that makes tokens by an operator on planes.
 *
 * @param operator (images, channels, rows, columns) to the same with other sizes
 */
public record TorchPatchConvolution(UnaryOperator<NDArray> operator) implements PatchConvolution {
    @Override
    public NDArray ofPlanes(NDArray planes) {
        NDArray convolved = operator.apply(planes);
        Shape shape = convolved.getShape();
        return convolved
                .reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3))
                .transpose(0, 2, 1);
    }

    @Override
    public NDArray ofTokens(NDArray tokens, int rows, int columns) {
        Shape shape = tokens.getShape();
        return ofPlanes(
                tokens.transpose(0, 2, 1).reshape(shape.get(0), shape.get(2), rows, columns));
    }
}
