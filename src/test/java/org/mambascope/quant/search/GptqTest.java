package org.mambascope.quant.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.quant.Gaussian;
import org.mambascope.quant.layer.WeightCodes;

import java.util.Arrays;

/** Rounding with error feedback. */
class GptqTest {
    private static final int INPUTS = 24;
    private static final int OUTPUTS = 8;
    private static final int ROWS = 400;

    @Test
    @DisplayName("inputs that have nothing in common are rounded to the nearest")
    void independentInputsAreRoundedToTheNearest() {
        float[] products = new float[INPUTS * INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            products[i * INPUTS + i] = 1 + i;
        }
        float[] weights = Gaussian.values(OUTPUTS * INPUTS, 1);
        float[] steps = new float[OUTPUTS];
        Arrays.fill(steps, 0.3f);

        WeightCodes codes = new Gptq(products, INPUTS).round(weights, steps, 7);

        assertThat(codes).isEqualTo(WeightCodes.nearest(weights, steps, 7));
    }

    @Test
    @DisplayName("with inputs that have much in common the layer's output errs less")
    void correlatedInputsErrLess() {
        float[] common = Gaussian.values(ROWS, 2);
        float[] own = Gaussian.values(ROWS * INPUTS, 3);
        float[] x = new float[ROWS * INPUTS];
        float[] products = new float[INPUTS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = common[i / INPUTS] + 0.5f * own[i];
        }
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < INPUTS; j++) {
                    products[i * INPUTS + j] += x[row * INPUTS + i] * x[row * INPUTS + j];
                }
            }
        }
        float[] weights = Gaussian.values(OUTPUTS * INPUTS, 4);
        float[] steps = new float[OUTPUTS];
        Arrays.fill(steps, 0.5f);

        double nearest = error(x, weights, WeightCodes.nearest(weights, steps, 7).values());
        double fedBack =
                error(x, weights, new Gptq(products, INPUTS).round(weights, steps, 7).values());

        assertThat(fedBack).isLessThan(0.7 * nearest);
    }

    @Test
    @DisplayName("a positive definite matrix is its lower factor times that factor's transpose")
    void factorises() {
        double[][] a = {{4, 1, 0.5}, {1, 3, 0.2}, {0.5, 0.2, 2}};

        double[][] lower =
                Cholesky.lower(new double[][] {a[0].clone(), a[1].clone(), a[2].clone()});

        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k <= j; k++) {
                    sum += lower[i][k] * lower[j][k];
                }
                assertThat(sum).isCloseTo(a[i][j], within(1e-12));
            }
        }
    }

    private static double error(float[] x, float[] exact, float[] rounded) {
        double error = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int output = 0; output < OUTPUTS; output++) {
                double difference = 0;
                for (int k = 0; k < INPUTS; k++) {
                    int i = output * INPUTS + k;
                    difference += x[row * INPUTS + k] * (exact[i] - rounded[i]);
                }
                error += difference * difference;
            }
        }
        return error;
    }
}
