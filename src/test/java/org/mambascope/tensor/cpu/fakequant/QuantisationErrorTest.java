package org.mambascope.tensor.cpu.fakequant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/** The vectorised sum of rounding errors against one value at a time in double precision. */
class QuantisationErrorTest {
    @ParameterizedTest(name = "power {0}, {1} values, step {2}, zero {3}, codes {4} to {5}")
    @CsvSource({
        "2.4, 1, 0.1, 3, 0, 15",
        "2.4, 37, 0.1, 3, 0, 15",
        "2.4, 5000, 0.02, 128, 0, 255",
        "2.4, 5000, 0.3, 0, -7, 7",
        "2, 5000, 0.3, 0, -7, 7",
        "2, 33, 1e-8, 20000000, 0, 15"
    })
    @DisplayName("errors are summed as in double precision")
    void sumsErrors(double power, int count, float step, float zero, float low, float high) {
        float[] values = new float[count + 2];
        Random random = new Random(count);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        double expected = 0;
        for (int i = 1; i <= count; i++) {
            float code = Math.clamp((float) Math.rint(values[i] / step) + zero, low, high);
            expected += Math.pow(Math.abs((code - zero) * step - values[i]), power);
        }

        double sum = new QuantisationError(power).sum(values, 1, count + 1, step, zero, low, high);

        assertThat(sum).isCloseTo(expected, within(2e-5 * expected));
    }
}
