package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.Color;

class ColourMapTest {
    @Test
    void viridisGetsBrighterAllTheWay() {
        for (int i = 0; i < 100; i++) {
            Color below = ColourMap.VIRIDIS.colour(i / 100.0);
            Color above = ColourMap.VIRIDIS.colour((i + 1) / 100.0);
            assertThat(Contrast.luminance(above)).isGreaterThan(Contrast.luminance(below));
        }
    }

    @Test
    void viridisAgreesWithItsPublishedMiddle() {
        Color middle = ColourMap.VIRIDIS.colour(0.5);

        assertThat(middle.getRed()).isCloseTo(0x21, within(3));
        assertThat(middle.getGreen()).isCloseTo(0x91, within(3));
        assertThat(middle.getBlue()).isCloseTo(0x8c, within(3));
    }

    @Test
    void theDivergingMapIsBrightestInTheMiddle() {
        double middle = Contrast.luminance(ColourMap.DIVERGING.colour(0.5));

        assertThat(middle).isGreaterThan(Contrast.luminance(ColourMap.DIVERGING.colour(0.3)));
        assertThat(middle).isGreaterThan(Contrast.luminance(ColourMap.DIVERGING.colour(0.7)));
    }

    @ParameterizedTest
    @EnumSource
    void positionsOutsideTakeTheNearestEndAndNaNIsGrey(ColourMap map) {
        assertThat(map.rgb(-1)).isEqualTo(map.rgb(0));
        assertThat(map.rgb(2)).isEqualTo(map.rgb(1));
        assertThat(map.rgb(Double.NaN)).isEqualTo(0x808080);
    }

    @ParameterizedTest
    @EnumSource
    void textIsReadableOnEveryColour(ColourMap map) {
        for (int i = 0; i <= 100; i++) {
            Color background = map.colour(i / 100.0);
            assertThat(Contrast.ratio(ColourMap.textOn(background), background))
                    .isGreaterThanOrEqualTo(4.5);
        }
    }
}
