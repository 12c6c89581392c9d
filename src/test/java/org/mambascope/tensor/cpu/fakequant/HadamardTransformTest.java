package org.mambascope.tensor.cpu.fakequant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/** Laws of Hadamard matrices. */
class HadamardTransformTest {
    @ParameterizedTest(name = "{0} channels")
    @CsvSource({
        "1, 1",
        "2, 2",
        "3, 1",
        "6, 2",
        "12, 12",
        "20, 20",
        "44, 4",
        "48, 48",
        "64, 64",
        "80, 80",
        "96, 96",
        "128, 128",
        "192, 192",
        "384, 384"
    })
    @DisplayName("H Hᵀ is the identity, and every entry within a block has the same magnitude")
    void isOrthogonal(int channels, int order) {
        HadamardTransform hadamard = new HadamardTransform(channels);
        float[] h = hadamard.matrix();

        assertThat(hadamard.order()).isEqualTo(order);
        for (int i = 0; i < channels; i++) {
            for (int j = 0; j < channels; j++) {
                double sum = 0;
                for (int k = 0; k < channels; k++) {
                    sum += (double) h[i * channels + k] * h[j * channels + k];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-6));
                double magnitude = i / order == j / order ? 1 / Math.sqrt(order) : 0;
                assertThat(Math.abs(h[i * channels + j]))
                        .isCloseTo((float) magnitude, within(1e-6f));
            }
        }
    }

    @ParameterizedTest(name = "{0} channels")
    @CsvSource({"5", "12", "48", "384"})
    @DisplayName("the fast transform is the product with the matrix")
    void isTheProduct(int channels) {
        HadamardTransform hadamard = new HadamardTransform(channels);
        float[] h = hadamard.matrix();
        Random random = new Random(1);
        float[] rows = new float[700 * channels];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        float[] transformed = rows.clone();

        hadamard.apply(transformed);

        for (int row = 0; row < 700; row++) {
            for (int column = 0; column < channels; column++) {
                double sum = 0;
                for (int k = 0; k < channels; k++) {
                    sum += (double) rows[row * channels + k] * h[k * channels + column];
                }
                assertThat(transformed[row * channels + column])
                        .isCloseTo((float) sum, within(1e-5f));
            }
        }

        hadamard.applyTransposed(transformed);

        assertThat(transformed).containsExactly(rows, within(1e-5f));
    }
}
