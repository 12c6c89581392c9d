package org.mambascope.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;

class FigureThemeTest {
    static Stream<FigureTheme> themes() {
        return Stream.of(FigureTheme.LIGHT, FigureTheme.DARK);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void whateverIsWrittenReachesTheContrastOfAA(FigureTheme theme) {
        for (Color text :
                List.of(theme.text(), theme.mutedText(), theme.warm(), theme.classToken())) {
            assertThat(Contrast.ratio(text, theme.plotBackground())).isGreaterThanOrEqualTo(4.5);
            assertThat(Contrast.ratio(text, theme.background())).isGreaterThanOrEqualTo(4.5);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void marksStandOutFromThePlotAndFromTheirBand(FigureTheme theme) {
        assertThat(Contrast.ratio(theme.series(), theme.plotBackground()))
                .isGreaterThanOrEqualTo(3);
        assertThat(Contrast.ratio(theme.accent(), theme.band())).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void anotherFontChangesNothingElse(FigureTheme theme) {
        FigureTheme changed = theme.withFontFamily("Serif");

        assertThat(changed.labelFont().getFamily()).isEqualTo("Serif");
        assertThat(changed.withFontFamily(theme.fontFamily())).isEqualTo(theme);
    }
}
