package org.mambascope.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class QuantisationLevelsTest {
    @Test
    void fourBitsHaveSixteenEquallySpacedLevels() {
        double[] levels = QuantisationLevels.of(-5, 10, 4).toArray();

        assertThat(levels).hasSize(16).contains(0).startsWith(-5).endsWith(10);
    }

    @Test
    void aRangeAsideOfZeroIsWidenedToIt() {
        assertThat(QuantisationLevels.of(3, 6, 2).toArray()).containsExactly(0, 2, 4, 6);
    }

    @Test
    void nothingButZeroHasOneLevel() {
        assertThat(QuantisationLevels.of(0, 0, 4).toArray()).containsExactly(0);
        assertThat(QuantisationLevels.of(Double.NaN, Double.NaN, 4).toArray()).containsExactly(0);
    }

    @Property
    void zeroIsAlwaysALevel(
            @ForAll @DoubleRange(min = -100, max = 100) double one,
            @ForAll @DoubleRange(min = -100, max = 100) double other,
            @ForAll @IntRange(min = 1, max = 8) int bits) {
        assertThat(
                        QuantisationLevels.of(Math.min(one, other), Math.max(one, other), bits)
                                .toArray())
                .contains(0);
    }
}
