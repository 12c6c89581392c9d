package org.mambascope.model.layer;

import ai.djl.ndarray.NDArray;

import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.tensor.Kernels;

/** Normalisation over channels. */
@FunctionalInterface
public interface Norm {
    /** Added to the variance or mean square where the original's constructor is told nothing. */
    double EPSILON = 1e-5;

    /** Normalises every token of (images, tokens, channels). */
    NDArray apply(NDArray x);

    /**
     * The normalisation whose weights have this prefix: root-mean-square if it has a weight alone,
     * layer normalisation if it has a bias too.
     *
     * @param epsilon added to the mean square or variance
     */
    static Norm of(
            StateDictLoader weights,
            Kernels kernels,
            String prefix,
            int channels,
            boolean rootMeanSquare,
            double epsilon) {
        NDArray weight = weights.take(prefix + ".weight", channels);
        if (rootMeanSquare) {
            return x -> kernels.rootMeanSquareNorm(x, weight, epsilon);
        }
        NDArray bias = weights.take(prefix + ".bias", channels);
        return x -> kernels.layerNorm(x, weight, bias, epsilon);
    }
}
