package org.mambascope.model.initial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class InitialiserTest {
    @Test
    @DisplayName("Kaiming and LeCun scale with the inputs of one output")
    void fanIn() {
        float[] kaiming = draw(Initialiser.kaimingUniform(), 400, 25, 2, 2);
        float[] lecun = draw(Initialiser.lecunNormal(), 400, 25, 2, 2);

        assertThat(largest(kaiming)).isBetween(0.099, 0.1);
        assertThat(deviation(kaiming)).isCloseTo(0.1 / Math.sqrt(3), within(0.001));
        assertThat(deviation(lecun)).isCloseTo(0.1, within(0.002));
        assertThat(largest(lecun)).isLessThan(2 * 0.1 / 0.8796);
    }

    @Test
    @DisplayName("the truncated normal has its deviation and never exceeds 2")
    void truncatedNormal() {
        assertThat(deviation(draw(Initialiser.truncatedNormal(0.02), 200, 200)))
                .isCloseTo(0.02, within(0.0005));
        assertThat(largest(draw(Initialiser.truncatedNormal(3), 200, 200))).isBetween(1.9, 2.0);
    }

    @Test
    @DisplayName("every channel's decay begins at 1, 2, … N")
    void stateLogarithms() {
        assertThat(draw(Initialiser.stateLogarithms(), 2, 3))
                .containsExactly(
                        0f,
                        (float) Math.log(2),
                        (float) Math.log(3),
                        0f,
                        (float) Math.log(2),
                        (float) Math.log(3));
    }

    @Test
    @DisplayName("time steps begin between 0.001 and 0.1, evenly in their logarithm")
    void stepBias() {
        double[] steps =
                doubles(draw(Initialiser.stepBias(), 10_000))
                        .map(bias -> Math.log1p(Math.exp(bias)))
                        .sorted()
                        .toArray();

        assertThat(steps[0]).isCloseTo(0.001, within(0.0001));
        assertThat(steps[5_000]).isCloseTo(0.01, within(0.001));
        assertThat(steps[9_999]).isCloseTo(0.1, within(0.001));
    }

    @Test
    @DisplayName("scaling scales every value")
    void times() {
        assertThat(draw(Initialiser.constant(3).times(0.5), 4)).containsOnly(1.5f);
    }

    private static float[] draw(Initialiser rule, long... shape) {
        return rule.values(shape, new SplittableRandom(7));
    }

    private static DoubleStream doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    private static double largest(float[] values) {
        return doubles(values).map(Math::abs).max().orElseThrow();
    }

    private static double deviation(float[] values) {
        return Math.sqrt(doubles(values).map(value -> value * value).average().orElseThrow());
    }
}
