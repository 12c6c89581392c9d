package org.mambascope.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class NumberFormattingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1058.4 | 1,058",
                "2541 | 2,541",
                "544.2 | 544",
                "99.96 | 100",
                "12.93 | 12.9",
                "3 | 3",
                "1.417 | 1.42",
                "-1.42 | −1.42",
                "0.31 | 0.31",
                "2.54e-3 | 0.0025",
                "0.00010 | 0.0001",
                "-3.42e-7 | −3.4 × 10⁻⁷",
                "2e12 | 2 × 10¹²",
                "0 | 0",
                "-0.0 | 0",
                "NaN | –",
                "-Infinity | −∞",
            })
    void measuredValuesHaveThreeSignificantDigits(double value, String text) {
        assertThat(NumberFormatting.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.30000000000000004 | 0.3",
                "-20 | −20",
                "-0.0 | 0",
                "1500 | 1,500",
                "0.0005 | 0.0005",
                "0.00002 | 2 × 10⁻⁵",
            })
    void ticksAreFreeOfNoise(double value, String text) {
        assertThat(NumberFormatting.tick(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"34.2, 34×", "6.72, 6.7×", "0.273, 0.27×", "1234.5, '1,234×'", "NaN, –×"})
    void ratiosAreTimes(double ratio, String text) {
        assertThat(NumberFormatting.times(ratio)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 10⁰", "3, 10³", "-12, 10⁻¹²"})
    void powersOfTenAreRaised(int exponent, String text) {
        assertThat(NumberFormatting.powerOfTen(exponent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 image", "32, 32 images", "50000, '50,000 images'"})
    void thingsAreCounted(long number, String text) {
        assertThat(NumberFormatting.counted(number, "image")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"19, 19", "0.1, 0.1", "-2.5E-7, -2.5E-7", "9.007E15, 9.007E15"})
    void machinesGetEveryDigit(double value, String text) {
        assertThat(NumberFormatting.exact(value)).isEqualTo(text);
        assertThat(Double.parseDouble(NumberFormatting.exact(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"24.84, 24.8", "-3.06, -3.1", "Infinity, ∞"})
    void decibelsHaveOneDecimal(double ratio, String text) {
        assertThat(NumberFormatting.decibels(ratio)).isEqualTo(text);
    }

    @Test
    void estimatedTimesAreRound() {
        assertThat(NumberFormatting.roughly(Duration.ofMillis(400))).isEqualTo("1 s");
        assertThat(NumberFormatting.roughly(Duration.ofSeconds(41))).isEqualTo("41 s");
        assertThat(NumberFormatting.roughly(Duration.ofSeconds(740))).isEqualTo("12 min");
        assertThat(NumberFormatting.roughly(Duration.ofHours(5))).isEqualTo("5 h");
        assertThat(NumberFormatting.roughly(Duration.ofMinutes(96))).isEqualTo("1.6 h");
    }
}
