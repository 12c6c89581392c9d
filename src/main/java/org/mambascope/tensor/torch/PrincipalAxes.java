package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Directions in which rows of channels vary, by libtorch's solver for symmetric matrices. */
public final class PrincipalAxes {
    private PrincipalAxes() {}

    /**
     * The unit eigenvectors of a symmetric matrix, those of the largest eigenvalues first.
     *
     * @param scope on whose device it is computed
     * @param symmetric K × K
     * @param size K
     * @return K × K, an eigenvector a column
     */
    public static float[] of(NDManager scope, float[] symmetric, int size) {
        try (NDManager inner = scope.newSubManager();
                TorchScriptModule script =
                        TorchScriptModule.load(
                                inner, "principal_axes.torchscript", "PrincipalAxes")) {
            NDArray matrix = inner.create(symmetric, new Shape(size, size));
            return script.call(inner, "axes", matrix).toFloatArray();
        }
    }
}
