package org.mambascope.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

class PairedComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "90, 100, 82.56, 94.48",
        "0, 10, 0, 27.75",
        "10, 10, 72.25, 100",
        "8901, 10000, 88.38, 89.61",
    })
    @DisplayName("Wilson's interval")
    void wilson(long hits, long total, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(hits, total);
        assertThat(interval.low()).isCloseTo(low, within(0.01));
        assertThat(interval.high()).isCloseTo(high, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1",
        "5, 15, 0.041389",
        "15, 5, 0.041389",
        "0, 10, 0.001953",
        "7, 7, 1",
        "1000, 1100, 0.030721",
    })
    @DisplayName("McNemar's exact test, two-sided")
    void mcNemar(long onlyFirst, long onlySecond, double probability) {
        assertThat(McNemar.probability(onlyFirst, onlySecond)).isCloseTo(probability, within(1e-5));
    }

    @Test
    @DisplayName("agreement, signal to noise and the paired test are of the same images")
    void answersAreCompared() {
        // given four images of three classes; the second model changes its mind about one
        int[] labels = {0, 1, 2, 0};
        float[] reference = {3, 0, 0, 0, 3, 0, 0, 0, 3, 0, 3, 0};
        float[] changed = {3, 0, 0, 0, 3, 0, 0, 4, 3, 0, 3, 0};
        EvaluationLogits first =
                new EvaluationLogits(new int[labels.length], labels, reference, 0, 1);
        EvaluationLogits second =
                new EvaluationLogits(new int[labels.length], labels, changed, 0, 1);

        PairedComparison comparison = PairedComparison.of(first, second);

        assertThat(first.accuracy().top1()).isEqualTo(75);
        assertThat(second.accuracy().top1()).isEqualTo(50);
        assertThat(comparison.agreement()).isEqualTo(75);
        assertThat(comparison.signalToNoise()).isCloseTo(10 * Math.log10(36.0 / 16), within(1e-9));
        assertThat(comparison.probability()).isEqualTo(1);
        assertThat(PairedComparison.of(first, first).signalToNoise()).isInfinite();
    }

    @Test
    @DisplayName("models of other classes are not compared")
    void otherClassesAreTold() {
        EvaluationLogits three =
                new EvaluationLogits(new int[1], new int[] {0}, new float[3], 0, 1);
        EvaluationLogits two = new EvaluationLogits(new int[1], new int[] {0}, new float[2], 0, 1);
        assertThatThrownBy(() -> PairedComparison.of(three, two)).isInstanceOf(Problem.class);
    }
}
