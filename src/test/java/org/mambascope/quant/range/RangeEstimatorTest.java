package org.mambascope.quant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.quant.layer.Smoothing;
import org.mambascope.quant.layer.WeightCodes;
import org.mambascope.quant.plan.ActivationRule;
import org.mambascope.quant.plan.ActivationRule.Granularity;
import org.mambascope.quant.plan.RangeRule;

import java.util.Random;

/** Range rules on inputs whose steps can be told by hand. */
class RangeEstimatorTest {
    private static final CalibrationInput TWO_TOKENS =
            new CalibrationInput("layer", 2, 2, new float[] {0, 1, 2, 3, -10, 0, 20, 20});

    private static ActivationParameters.Static steps(
            Granularity granularity, RangeRule rule, int top) {
        ActivationRule.Static fixed = new ActivationRule.Static(granularity, rule);
        return (ActivationParameters.Static) RangeEstimator.activations(fixed, TWO_TOKENS, top);
    }

    @Test
    @DisplayName("every token position has the step of its own range")
    void tokensHaveTheirSteps() {
        ActivationParameters.Static found = steps(Granularity.TOKEN, new RangeRule.MinMax(), 3);

        assertThat(found.steps()).containsExactly(1, 10);
        assertThat(found.zeros()).containsExactly(0, 1);
    }

    @Test
    @DisplayName("a tensor has one step for everything")
    void aTensorHasOneStep() {
        ActivationParameters.Static found = steps(Granularity.TENSOR, new RangeRule.MinMax(), 3);

        assertThat(found.steps()).containsExactly(10);
        assertThat(found.zeros()).containsExactly(1);
    }

    @Test
    @DisplayName("a range always contains zero")
    void rangesContainZero() {
        CalibrationInput input = new CalibrationInput("layer", 1, 2, new float[] {5, 6});
        ActivationParameters.Static found =
                (ActivationParameters.Static)
                        RangeEstimator.activations(
                                new ActivationRule.Static(
                                        Granularity.TENSOR, new RangeRule.MinMax()),
                                input,
                                3);

        assertThat(found.steps()).containsExactly(2);
        assertThat(found.zeros()).containsExactly(0);
    }

    @Test
    @DisplayName("a percentile leaves the outermost values out")
    void percentilesLeaveOutliersOut() {
        float[] values = new float[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        values[1000] = 1e6f;
        CalibrationInput input = new CalibrationInput("layer", 1, 1, values);

        ActivationParameters.Static found =
                (ActivationParameters.Static)
                        RangeEstimator.activations(
                                new ActivationRule.Static(
                                        Granularity.TENSOR, new RangeRule.Percentile(99.9)),
                                input,
                                1);

        assertThat(found.steps()[0]).isCloseTo(999, within(1e-3f));
    }

    @Test
    @DisplayName("the search gives up an outlier for finer levels of the rest")
    void searchGivesUpAnOutlier() {
        float[] weights = new float[64];
        for (int i = 0; i < 63; i++) {
            weights[i] = (i - 31) / 31f;
        }
        weights[63] = 4;

        float widest = RangeEstimator.weights(new RangeRule.MinMax(), weights, 64, 7)[0];
        float searched = RangeEstimator.weights(new RangeRule.Search(2, true), weights, 64, 7)[0];

        assertThat(widest).isEqualTo(4 / 7f);
        assertThat(searched).isLessThan(widest);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 63, 255})
    @DisplayName("of many values a sample finds the range that the search over all finds")
    void sampleFindsTheSameRange(int top) {
        Random random = new Random(top);
        float[] values = new float[256 * 384];
        for (int i = 0; i < values.length; i++) {
            double tail = Math.exp(random.nextGaussian());
            values[i] = (float) (random.nextGaussian() * tail) * (i % 384 == 7 ? 6 : 1);
        }
        RangeGridSearch sampling = new RangeGridSearch(RangeRule.PUBLISHED_SEARCH);
        RangeGridSearch exhaustive =
                new RangeGridSearch(RangeRule.PUBLISHED_SEARCH, Integer.MAX_VALUE);

        RangeGridSearch.Range found = sampling.ofActivations(values, 0, values.length, top);

        assertThat(found).isEqualTo(exhaustive.ofActivations(values, 0, values.length, top));
    }

    @Test
    @DisplayName("inputs that are not finite are refused with the layer's name")
    void infinitiesAreRefused() {
        CalibrationInput input =
                new CalibrationInput("layers.3.x", 1, 1, new float[] {1, Float.NaN});

        assertThatThrownBy(input::requireFinite)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("layers.3.x");
    }

    @Test
    @DisplayName("smoothing shares the range of a channel between activations and weights")
    void smoothingSharesRanges() {
        float[] scales = new Smoothing(0.5).scales(new float[] {16, 0}, new float[] {1, -2, 4, 0});

        assertThat(scales[0]).isCloseTo(2, within(1e-6f));
        assertThat(scales[1]).isCloseTo((float) Math.sqrt(1e-3 / 2), within(1e-6f));
    }

    @Test
    @DisplayName("weights are rounded to the nearest code, ties to even, and clamped")
    void weightsAreRounded() {
        WeightCodes codes =
                WeightCodes.nearest(new float[] {0.5f, 1.5f, -9, 0.2f}, new float[] {1, 0.1f}, 7);

        assertThat(codes.codes()).containsExactly(0, 2, -7, 2);
        assertThat(codes.values()).containsExactly(0, 2, -0.7f, 0.2f);
    }
}
