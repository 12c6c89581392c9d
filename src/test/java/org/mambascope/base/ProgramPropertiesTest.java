package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Properties;

@DisplayName("Options of Java that set the program")
final class ProgramPropertiesTest {
    private static final String THREADS = "mambascope.threads";

    private Properties before;

    @BeforeEach
    void keep() {
        before = (Properties) System.getProperties().clone();
    }

    @AfterEach
    void putBack() {
        System.setProperties(before);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16, 16", "4096, 4096"})
    @DisplayName("threads are as many as are named")
    void threads(String value, int threads) {
        System.setProperty(THREADS, value);
        assertThat(ProgramProperties.threads()).isEqualTo(threads);
        assertThatCode(ProgramProperties::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("without a number there is a thread for each processor")
    void threadsIfNotNamed() {
        System.clearProperty(THREADS);
        assertThat(ProgramProperties.threads())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "", "2.5", " 2", "4097", "99999999999", "0x2", "٢"})
    @DisplayName("what is no number of threads is refused and not passed over")
    void wrongThreads(String value) {
        System.setProperty(THREADS, value);
        assertThatThrownBy(ProgramProperties::check)
                .isInstanceOf(Problem.class)
                .hasMessage(
                        "Expected a whole number from 1 to 4096 for -Dmambascope.threads, found “%s”: correct or leave out that option of Java.",
                        value);
    }

    @Test
    @DisplayName("machine code is allowed or not, and nothing else")
    void machineCode() {
        System.setProperty("mambascope.machine-code", "false");
        assertThat(ProgramProperties.usesMachineCode()).isFalse();
        System.setProperty("mambascope.machine-code", "no");
        assertThatThrownBy(ProgramProperties::check)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("true or false");
    }

    @Test
    @DisplayName("an unknown name is refused with the nearest one")
    void unknownName() {
        System.setProperty("mambascope.thread", "2");
        assertThatThrownBy(ProgramProperties::check)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("“mambascope.thread” is not")
                .hasMessageContaining("did you mean mambascope.threads?");
    }
}
