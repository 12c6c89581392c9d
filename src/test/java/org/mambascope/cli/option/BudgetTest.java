package org.mambascope.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

class BudgetTest {
    private static final double WHOLE = 2_000_000;

    @ParameterizedTest(name = "{0} of two million is {1}")
    @CsvSource({
        "300kB, 300000",
        "300 KB, 300000",
        "1.2M, 1200000",
        "0.5g, 500000000",
        "77, 77",
        "77b, 77",
        "25%, 500000",
        "12.5 %, 250000"
    })
    @DisplayName("a size is bytes, thousands, millions or thousand millions of them, or a share")
    void sizes(String text, double expected) {
        assertThat(Budget.parse(text).of(WHOLE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} of 40 ms is {1} ms")
    @CsvSource({"30ms, 30", "0.5 s, 500", "1S, 1000", "80%, 32"})
    @DisplayName("a time is milliseconds, seconds or a share")
    void times(String text, double expected) {
        assertThat(Budget.parseTime(text).of(40)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kB", "-1", "1e3", "1,5M", "30ms", "5T", "NaN", "25%%", "25%b"})
    @DisplayName("what is no size is refused, with what was found")
    void noSizes(String text) {
        assertThatThrownBy(() -> Budget.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("300kB")
                .hasMessageEndingWith("found " + text + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "30kB", "-1ms", "1e3s", "ms"})
    @DisplayName("what is no time is refused, with what was found")
    void noTimes(String text) {
        assertThatThrownBy(() -> Budget.parseTime(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("30ms")
                .hasMessageEndingWith("found " + text + ".");
    }
}
