package org.mambascope.quant.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.quant.Gaussian;
import org.mambascope.quant.range.CalibrationInput;
import org.mambascope.tensor.dispatch.BasisChange;
import org.mambascope.tensor.torch.PrincipalAxes;

import java.util.Optional;

/** Laws of the bases in which inputs are quantised. */
class InputBasisTest {
    private static final int IMAGES = 3;
    private static final int TOKENS = 5;
    private static final int OUTPUTS = 7;

    @ParameterizedTest(name = "{0} channels")
    @ValueSource(ints = {12, 24, 44, 64})
    @DisplayName("without rounding, a layer in another basis gives what the original gives")
    void withoutRoundingNothingChanges(int channels) {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] weights = Gaussian.values(OUTPUTS * channels, 1);
            float[] x = Gaussian.values(IMAGES * TOKENS * channels, 2);
            CalibrationInput input =
                    new CalibrationInput("layer", TOKENS, channels, byToken(x, channels));
            float[] smooth = Gaussian.values(channels, 3);
            for (int i = 0; i < channels; i++) {
                smooth[i] = 0.5f + Math.abs(smooth[i]);
            }
            float[] symmetric = symmetric(channels);
            InputBasis smoothed = InputBasis.smoothed(Optional.of(smooth));
            TokenMeans means = TokenMeans.of(manager, smoothed.of(input).tokenMeans(), channels);
            InputBasis basis =
                    smoothed.less(means)
                            .on(PrincipalAxes.of(manager, symmetric, channels))
                            .rotate();

            // What 1e-5 is relative to: sums of so many products of size 1.
            double norm = Math.sqrt(channels);
            float[] entering = basis.of(input).values();
            float[] changed = basis.weights(weights, channels);
            float[] added = means.product(means.through(weights, smooth));

            for (int row = 0; row < IMAGES * TOKENS; row++) {
                for (int output = 0; output < OUTPUTS; output++) {
                    double expected = dot(input.values(), row, weights, output, channels);
                    double found =
                            dot(entering, row, changed, output, channels)
                                    + added[row / IMAGES * OUTPUTS + output];
                    assertThat(found).isCloseTo(expected, within(1e-5 * norm));
                }
            }
            InputBasis withoutMeans =
                    smoothed.on(PrincipalAxes.of(manager, symmetric, channels)).rotate();
            float[] exact = withoutMeans.of(input).values();
            for (int row = 0; row < IMAGES * TOKENS; row++) {
                for (int output = 0; output < OUTPUTS; output++) {
                    double expected = dot(input.values(), row, weights, output, channels);
                    assertThat(dot(exact, row, changed, output, channels))
                            .isCloseTo(expected, within(1e-5 * norm));
                }
            }
            float[] back = withoutMeans.weightsBack(changed, channels);
            assertThat(back)
                    .containsExactly(Smoothing.times(weights, smooth), within(1e-5f * channels));
        }
    }

    @Test
    @DisplayName("tensors change as the calibration's arrays do, with the fast transform or not")
    void tensorsChangeAsArraysDo() {
        int channels = 24;
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] x = Gaussian.values(IMAGES * TOKENS * channels, 2);
            CalibrationInput input =
                    new CalibrationInput("layer", TOKENS, channels, byToken(x, channels));
            InputBasis smoothed = InputBasis.smoothed(Optional.empty());
            InputBasis rotated =
                    smoothed.less(TokenMeans.of(manager, input.tokenMeans(), channels)).rotate();
            for (InputBasis basis :
                    new InputBasis[] {
                        rotated,
                        rotated.on(PrincipalAxes.of(manager, symmetric(channels), channels))
                    }) {
                BasisChange change = basis.change(manager, channels);
                Shape shape = new Shape(IMAGES, TOKENS, channels);

                float[] expected = basis.of(input).values();

                assertThat(byToken(change.apply(manager.create(x, shape)).toFloatArray(), channels))
                        .containsExactly(expected, within(1e-5f));
                assertThat(
                                byToken(
                                        change.applyInGraph(manager.create(x, shape))
                                                .toFloatArray(),
                                        channels))
                        .containsExactly(expected, within(1e-5f));
            }
        }
    }

    @Test
    @DisplayName("principal axes are orthonormal, and the first has the largest variance")
    void axesAreOrthonormal() {
        int size = 16;
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] symmetric = symmetric(size);

            float[] axes = PrincipalAxes.of(manager, symmetric, size);

            double before = Double.POSITIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double product = 0;
                    for (int k = 0; k < size; k++) {
                        product += (double) axes[k * size + i] * axes[k * size + j];
                    }
                    assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-6));
                }
                double variance = 0;
                for (int k = 0; k < size * size; k++) {
                    variance +=
                            (double) symmetric[k]
                                    * axes[k / size * size + i]
                                    * axes[k % size * size + i];
                }
                assertThat(variance).isLessThanOrEqualTo(before + 1e-6);
                before = variance;
            }
        }
    }

    @Test
    @DisplayName("a table of few directions is kept to half precision")
    void meansOfFewDirectionsAreKept() {
        int channels = 10;
        float[] direction = Gaussian.values(channels, 4);
        float[] shares = Gaussian.values(TOKENS, 5);
        float[] table = new float[TOKENS * channels];
        for (int i = 0; i < table.length; i++) {
            table[i] = shares[i / channels] * direction[i % channels];
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            TokenMeans means = TokenMeans.of(manager, table, channels);

            assertThat(means.table()).containsExactly(table, within(0.01f));
            for (float share : means.shares()) {
                assertThat(Float.float16ToFloat(Float.floatToFloat16(share))).isEqualTo(share);
            }
        }
    }

    /** Rows of images by tokens as rows of tokens by images. */
    private static float[] byToken(float[] x, int channels) {
        float[] result = new float[x.length];
        for (int image = 0; image < IMAGES; image++) {
            for (int token = 0; token < TOKENS; token++) {
                System.arraycopy(
                        x,
                        (image * TOKENS + token) * channels,
                        result,
                        (token * IMAGES + image) * channels,
                        channels);
            }
        }
        return result;
    }

    private static double dot(float[] rows, int row, float[] weights, int output, int channels) {
        double sum = 0;
        for (int k = 0; k < channels; k++) {
            sum += (double) rows[row * channels + k] * weights[output * channels + k];
        }
        return sum;
    }

    private static float[] symmetric(int size) {
        float[] values = Gaussian.values(size * size, 6);
        float[] symmetric = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            symmetric[i] = values[i] + values[i % size * size + i / size];
        }
        return symmetric;
    }
}
