package org.mambascope.quant.search;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.mambascope.quant.layer.InputBasis;
import org.mambascope.quant.layer.TokenMeans;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.tensor.torch.PrincipalAxes;

/**
 * Sums over all rows of a layer's input.
 *
 * @param input as it comes
 */
public record RowMoments(CalibrationInput input) implements InputMoments {
    @Override
    public TokenMeans means(InputBasis plain, NDManager owner) {
        return TokenMeans.of(owner, plain.of(input).tokenMeans(), input.channels());
    }

    @Override
    public float[] axes(InputBasis plain, NDManager owner) {
        int channels = input.channels();
        float[] centred = plain.of(input).values().clone();
        float[] means = meanRow(centred, channels);
        for (int row = 0; row < centred.length; row += channels) {
            for (int i = 0; i < channels; i++) {
                centred[row + i] -= means[i];
            }
        }
        return PrincipalAxes.of(owner, products(owner, centred, channels), channels);
    }

    @Override
    public float[] products(
            InputBasis basis, CalibrationInput exact, float[] rounded, NDManager owner) {
        return products(owner, rounded, exact.channels());
    }

    /** Σ x xᵀ over rows of channels. */
    public static float[] products(NDManager owner, float[] rows, int channels) {
        try (NDManager scope = owner.newSubManager()) {
            NDArray x = scope.create(rows, new Shape(rows.length / channels, channels));
            return x.transpose().matMul(x).toFloatArray();
        }
    }

    /** The mean of rows of so many values. */
    public static float[] meanRow(float[] rows, int width) {
        double[] sums = new double[width];
        for (int row = 0; row < rows.length; row += width) {
            for (int i = 0; i < width; i++) {
                sums[i] += rows[row + i];
            }
        }
        float[] means = new float[width];
        for (int i = 0; i < width; i++) {
            means[i] = (float) (sums[i] * width / rows.length);
        }
        return means;
    }
}
