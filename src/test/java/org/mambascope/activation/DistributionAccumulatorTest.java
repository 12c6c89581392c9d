package org.mambascope.activation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;

class DistributionAccumulatorTest {
    @Test
    void theMemoryTakenDependsOnTheRangeAndNotOnTheNumberOfValues() {
        DistributionAccumulator accumulator = new DistributionAccumulator();
        Random random = new Random(4);
        float[] values = new float[1000];
        for (int image = 0; image < 1000; image++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 + 63 * random.nextFloat();
            }
            accumulator.add(values, 0, values.length);
        }

        assertThat(accumulator.finish().count()).isEqualTo(1_000_000);
        assertThat(accumulator.octaves()).isEqualTo(6);
    }

    @Test
    void activationsTakeLessThanTwoHundredKilobytes() {
        DistributionAccumulator accumulator = new DistributionAccumulator();
        Random random = new Random(5);
        float[] values = new float[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.exp(3 * random.nextGaussian()));
        }
        accumulator.add(values, 0, values.length);

        assertThat(accumulator.octaves() * 256 * Long.BYTES).isLessThan(200_000);
    }

    @Test
    void partsOfAnArrayAreCountedAlone() {
        DistributionAccumulator accumulator = new DistributionAccumulator();

        Moments added = accumulator.add(new float[] {9, 1, 2, 9}, 1, 2);

        assertThat(added.mean()).isEqualTo(1.5);
        assertThat(accumulator.finish().count()).isEqualTo(2);
        assertThat(accumulator.finish().maximum()).isEqualTo(2);
    }
}
