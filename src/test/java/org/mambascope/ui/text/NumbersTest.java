package org.mambascope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "2541, 2541",
        "12.4, 12",
        "3.04, 3.0",
        "0.31, 0.3",
        "0.042, 0.04",
        "-0.5, −0.5",
        "0, 0",
        "15000, 15 k",
        "0.00002, 2e-5",
        "NaN, –",
        "Infinity, –"
    })
    void fitsFiguresIntoNarrowCells(double value, String text) {
        assertThat(Numbers.tersely(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"812, 812", "1500, 1.5 k", "334698, 335 k", "999700, 1.0 M", "7148008, 7.1 M"})
    void countsInThousandsAndMillions(long value, String text) {
        assertThat(Numbers.counted(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 0.4 s",
        "9940, 9.9 s",
        "12300, 12 s",
        "200000, 3 min 20 s",
        "18600000, 5 h 10 min"
    })
    void writesTimes(long milliseconds, String text) {
        assertThat(Numbers.time(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }
}
