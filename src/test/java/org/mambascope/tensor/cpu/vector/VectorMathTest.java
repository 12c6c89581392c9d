package org.mambascope.tensor.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import jdk.incubator.vector.FloatVector;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class VectorMathTest {
    /** Calls after which the JIT compiler has taken a method. */
    private static final int MANY = 50_000;

    @Test
    @DisplayName("lanes are added by halves, before and after compilation")
    void sumsByHalves() {
        Random random = new Random(3);
        for (int i = 0; i < MANY; i++) {
            float[] values = new float[VectorMath.LANES];
            for (int lane = 0; lane < values.length; lane++) {
                values[lane] = (float) random.nextGaussian();
            }

            float sum = VectorMath.sum(FloatVector.fromArray(VectorMath.SPECIES, values, 0));

            assertThat(sum).isEqualTo(byHalves(values));
        }
    }

    private static float byHalves(float[] values) {
        float[] sums = values.clone();
        for (int half = sums.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 1e-9f, 3e-4f, 0.1f, 0.34f, 0.3466f, 0.7f, 1, 5, 20, 87, 1000})
    @DisplayName("1 − e^−x is right to 2e-6 of itself, however small x is")
    void oneMinusExponential(float x) {
        FloatVector y =
                VectorMath.oneMinusExponential(FloatVector.broadcast(VectorMath.SPECIES, x));

        double expected = -Math.expm1(-x);
        assertThat((double) y.lane(0)).isCloseTo(expected, within(2e-6 * expected));
    }
}
