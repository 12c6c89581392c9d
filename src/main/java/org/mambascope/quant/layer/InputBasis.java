package org.mambascope.quant.layer;

import ai.djl.ndarray.NDManager;

import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.tensor.cpu.fakequant.HadamardTransform;
import org.mambascope.tensor.dispatch.BasisChange;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The basis in which a layer's input is quantised: x becomes (x / s − μ) A H, and the weights W
 * diag(s) A H. Arrays are not copied and must not be changed.
 *
 * @param smooth s per channel (K); empty for none
 * @param mean μ per token position and channel; empty for none
 * @param axes A (K × K), orthogonal; empty for the identity
 * @param rotated whether there is a Hadamard matrix H
 */
public record InputBasis(
        Optional<float[]> smooth,
        Optional<TokenMeans> mean,
        Optional<float[]> axes,
        boolean rotated) {
    /** Smoothed only. */
    public static InputBasis smoothed(Optional<float[]> scales) {
        return new InputBasis(scales, Optional.empty(), Optional.empty(), false);
    }

    /** Copy rotated by a Hadamard matrix. */
    public InputBasis rotate() {
        return new InputBasis(smooth, mean, axes, true);
    }

    /** Copy that subtracts these means. */
    public InputBasis less(TokenMeans means) {
        return new InputBasis(smooth, Optional.of(means), axes, rotated);
    }

    /** Copy on other axes. */
    public InputBasis on(float[] other) {
        return new InputBasis(smooth, mean, Optional.of(other), rotated);
    }

    /** Returns true if the input is at most smoothed, which quantisers do themselves. */
    public boolean isSmoothingAtMost() {
        return !rotated && mean.isEmpty() && axes.isEmpty();
    }

    /**
     * The change into this basis on a device.
     *
     * @param owner of what it keeps there
     * @param inputs K
     */
    public BasisChange change(NDManager owner, int inputs) {
        return new BasisChange(owner, inputs, smooth, mean.map(TokenMeans::table), axes, rotated);
    }

    /** Weights (N × K) for an input in this basis. */
    public float[] weights(float[] weights, int inputs) {
        float[] changed =
                smooth.map(scales -> Smoothing.times(weights, scales)).orElseGet(weights::clone);
        rotate(changed, inputs);
        return changed;
    }

    /** Maps weights in this basis (N × K) back, without rotation and axes. */
    public float[] weightsBack(float[] weights, int inputs) {
        float[] changed = weights.clone();
        if (rotated) {
            new HadamardTransform(inputs).applyTransposed(changed);
        }
        axes.ifPresent(a -> multiply(changed, transposed(a, inputs), inputs));
        return changed;
    }

    /** Maps a layer's input to this basis. */
    public CalibrationInput of(CalibrationInput input) {
        CalibrationInput smoothed = smooth.map(input::dividedBy).orElse(input);
        float[] values = isSmoothingAtMost() ? smoothed.values() : smoothed.values().clone();
        mean.ifPresent(means -> subtract(means.table(), input, values));
        rotate(values, input.channels());
        return new CalibrationInput(input.layer(), input.tokens(), input.channels(), values);
    }

    /** Σ x xᵀ (K × K) of an input in this basis, by that of the input as it comes; means apart. */
    public float[] products(float[] products, int inputs) {
        float[] changed = products.clone();
        smooth.ifPresent(
                scales -> {
                    for (int row = 0; row < inputs; row++) {
                        for (int i = 0; i < inputs; i++) {
                            changed[row * inputs + i] /= scales[row] * scales[i];
                        }
                    }
                });
        if (axes.isEmpty() && !rotated) {
            return changed;
        }
        rotate(changed, inputs);
        float[] turned = transposed(changed, inputs);
        rotate(turned, inputs);
        return turned;
    }

    private void rotate(float[] rows, int inputs) {
        axes.ifPresent(a -> multiply(rows, a, inputs));
        if (rotated) {
            new HadamardTransform(inputs).apply(rows);
        }
    }

    /** Rows by a matrix from the right, in place. */
    private static void multiply(float[] rows, float[] matrix, int size) {
        IntStream.range(0, rows.length / size)
                .parallel()
                .forEach(
                        row -> {
                            float[] sums = new float[size];
                            for (int i = 0; i < size; i++) {
                                float value = rows[row * size + i];
                                for (int j = 0; j < size; j++) {
                                    sums[j] += value * matrix[i * size + j];
                                }
                            }
                            System.arraycopy(sums, 0, rows, row * size, size);
                        });
    }

    private static float[] transposed(float[] matrix, int size) {
        float[] result = new float[matrix.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = matrix[i % size * size + i / size];
        }
        return result;
    }

    private static void subtract(float[] means, CalibrationInput input, float[] values) {
        int perToken = input.perToken();
        int channels = input.channels();
        for (int row = 0; row < values.length; row += channels) {
            int mean = row / perToken * channels;
            for (int i = 0; i < channels; i++) {
                values[row + i] -= means[mean + i];
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InputBasis basis
                && rotated == basis.rotated
                && mean.equals(basis.mean)
                && Arrays.equals(smooth.orElse(null), basis.smooth.orElse(null))
                && Arrays.equals(axes.orElse(null), basis.axes.orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(smooth.orElse(null)) + mean.hashCode();
    }
}
