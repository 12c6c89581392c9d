package org.mambascope.quant.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.model.LayerRole;
import org.mambascope.model.LayerSite;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.Recipe;
import org.mambascope.quant.range.CalibrationInput;

import java.util.Random;

class FirstEstimatesTest {
    private static final int FEW = 48;
    private static final int MANY = 144;
    private static final int TOKENS = 4;
    private static final int IMAGES = 64;
    private static final int INPUTS = 16;
    private static final int OUTPUTS = 8;
    private static final Recipe RECIPE = Method.ROTATED_SEARCH.recipe();
    private static final LayerBits BITS = new LayerBits(4, 4);

    private final FirstEstimates first = new FirstEstimates();

    @Test
    @DisplayName(
            "methods that try bases or clusters have first answers, others of many layers only")
    void slowEstimatesOnly() {
        assertThat(FirstEstimates.help(RECIPE, FEW)).isTrue();
        assertThat(FirstEstimates.help(Method.K_SCALED.recipe(), FEW)).isTrue();
        assertThat(FirstEstimates.help(Method.PTS_GPTQ.recipe(), FEW)).isFalse();
        assertThat(FirstEstimates.help(Method.RTN.recipe(), FEW)).isFalse();
        assertThat(FirstEstimates.help(Method.RTN.recipe(), MANY)).isTrue();
    }

    @Test
    @DisplayName("there is none before the method was estimated once; then it starts from that")
    void startsFromTheLast() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            LayerSample sample = sample(manager);
            assertThat(first.of(sample, RECIPE, BITS, manager)).isEmpty();

            LayerEstimate whole = sample.estimate(RECIPE, BITS, manager);
            first.learn(sample, RECIPE, BITS, whole, manager);

            assertThat(first.of(sample, RECIPE, BITS, manager).orElseThrow().output())
                    .isCloseTo(whole.output(), within(1e-3));
        }
    }

    @Test
    @DisplayName("another α and other bits change it about as they change the whole estimate")
    void followsTheSlider() {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            LayerSample sample = sample(manager);
            first.learn(sample, RECIPE, BITS, sample.estimate(RECIPE, BITS, manager), manager);

            for (double alpha : new double[] {0.4, 0.6}) {
                Recipe moved = RECIPE.withSmoothing(alpha);
                assertThat(first.of(sample, moved, BITS, manager).orElseThrow().output())
                        .isCloseTo(sample.estimate(moved, BITS, manager).output(), within(1.5));
            }
            double finer =
                    first.of(sample, RECIPE, new LayerBits(5, 5), manager).orElseThrow().output();
            assertThat(finer)
                    .isCloseTo(
                            sample.estimate(RECIPE, new LayerBits(5, 5), manager).output(),
                            within(3.0));
        }
    }

    private static LayerSample sample(NDManager manager) {
        Random random = new Random(1);
        float[] weights = new float[OUTPUTS * INPUTS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        float[] values = new float[TOKENS * IMAGES * INPUTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (i % INPUTS == 3 ? 10 : 1);
        }
        LayerSite site =
                new LayerSite(
                        "out_proj",
                        0,
                        "out_proj",
                        LayerRole.OUTPUT,
                        INPUTS,
                        OUTPUTS,
                        TokenOrder.rowMajor(2, 2));
        return new LayerSample(
                site, new CalibrationInput("out_proj", TOKENS, INPUTS, values), weights, manager);
    }
}
