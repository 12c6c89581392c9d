package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.api.Test;

class ColourScaleTest {
    @Test
    void equalRatiosAreEquallyFarApartOnALogarithmicScale() {
        ColourScale scale = ColourScale.logarithmic(0.01, 1);

        assertThat(scale.position(0.01)).isZero();
        assertThat(scale.position(0.1)).isCloseTo(0.5, within(1e-12));
        assertThat(scale.position(1)).isEqualTo(1);
    }

    @Test
    void valuesOutsideAreClampedAndNaNStays() {
        ColourScale scale = ColourScale.logarithmic(0.01, 1);

        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(-3)).isZero();
        assertThat(scale.position(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(scale.position(Double.NaN)).isNaN();
    }

    @Test
    void scalesThatCannotBeAreMended() {
        assertThat(ColourScale.logarithmic(0, 0)).isEqualTo(new ColourScale(0.1, 1, true));
        assertThat(ColourScale.logarithmic(2, 2).position(2)).isEqualTo(1);
        assertThat(ColourScale.linear(3, 3).position(3)).isEqualTo(0.5);
        assertThatThrownBy(() -> new ColourScale(0, 1, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void theValueAtAPositionHasThatPosition(
            @ForAll @DoubleRange(min = 0.01, max = 1) double from,
            @ForAll @DoubleRange(min = 2, max = 1e6) double to,
            @ForAll @DoubleRange(min = 0, max = 1) double position,
            @ForAll boolean logarithmic) {
        ColourScale scale = new ColourScale(from, to, logarithmic);

        assertThat(scale.position(scale.value(position))).isCloseTo(position, within(1e-9));
    }
}
