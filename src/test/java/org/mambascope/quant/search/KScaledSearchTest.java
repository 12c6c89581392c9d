package org.mambascope.quant.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.quant.Gaussian;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.CalibrationInput;

/** Few steps for many tokens. */
class KScaledSearchTest {
    private static final int TOKENS = 12;
    private static final int CHANNELS = 8;
    private static final int IMAGES = 6;
    private static final int OUTPUTS = 5;

    /** Token t is noise times 4^(t mod 3). */
    private static CalibrationInput input() {
        float[] values = Gaussian.values(TOKENS * IMAGES * CHANNELS, 1);
        for (int i = 0; i < values.length; i++) {
            int token = i / (IMAGES * CHANNELS);
            values[i] *= 1 << 2 * (token % 3);
        }
        return new CalibrationInput("layer", TOKENS, CHANNELS, values);
    }

    @Test
    @DisplayName("tokens of like magnitude are of one cluster, the smallest of the first")
    void likeTokensAreTogether() {
        try (NDManager manager = NDManager.newBaseManager()) {
            int[] clusters = new KScaledSearch(3, new LayerBits(4, 4), manager).clusters(input());

            for (int token = 0; token < TOKENS; token++) {
                assertThat(clusters[token]).isEqualTo(token % 3);
            }
        }
    }

    @Test
    @DisplayName(
            "steps of clusters are powers of two apart, codes are signed, weights share a step")
    void stepsAreShiftsApart() {
        float[] weights = Gaussian.values(OUTPUTS * CHANNELS, 2);
        try (NDManager manager = NDManager.newBaseManager()) {
            KScaledSearch.Found found =
                    new KScaledSearch(3, new LayerBits(4, 4), manager).run(input(), weights);

            ActivationParameters.Static steps = (ActivationParameters.Static) found.steps();
            for (int token = 0; token < TOKENS; token++) {
                double octaves = Math.log(steps.steps()[token] / steps.steps()[0]) / Math.log(2);
                assertThat(octaves).isCloseTo(Math.rint(octaves), within(1e-5));
                assertThat(steps.zeros()[token]).isEqualTo(8);
            }
            assertThat(steps.steps()[1]).isGreaterThan(steps.steps()[0]);
            assertThat(steps.steps()[2]).isGreaterThan(steps.steps()[1]);
            assertThat(found.weightSteps().orElseThrow())
                    .hasSize(OUTPUTS)
                    .containsOnly(found.weightSteps().orElseThrow()[0]);
        }
    }

    @Test
    @DisplayName("the coarse search leaves hardly more error in the input than the whole one")
    void coarseIsNearlyAsGood() {
        float[] weights = Gaussian.values(OUTPUTS * CHANNELS, 2);
        LayerBits bits = new LayerBits(4, 4);
        try (NDManager manager = NDManager.newBaseManager()) {
            KScaledSearch search = new KScaledSearch(3, bits, manager);

            double whole = inputError(search.run(input(), weights), bits);
            double coarse = inputError(new CoarseKScaledSearch(search).run(input(), weights), bits);

            assertThat(coarse).isLessThan(1.3 * whole);
        }
    }

    /** Σ |x − x̂|² over Σ x² of the input. */
    private static double inputError(KScaledSearch.Found found, LayerBits bits) {
        float[] exact = input().values();
        float[] rounded = input().quantised(found.steps(), bits.topActivationCode()).values();
        double error = 0;
        double signal = 0;
        for (int i = 0; i < exact.length; i++) {
            error += (rounded[i] - exact[i]) * (rounded[i] - exact[i]);
            signal += exact[i] * exact[i];
        }
        return error / signal;
    }
}
