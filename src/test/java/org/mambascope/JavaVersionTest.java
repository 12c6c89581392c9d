package org.mambascope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaVersionTest {
    @ParameterizedTest
    @CsvSource({
        "25, true",
        "25.0.2+10, true",
        "25.0.3, false",
        "25.0.3+9-LTS, false",
        "26, false",
        "25.1, false"
    })
    void javaBeforeTheMendedCollectorIsRefused(String version, boolean refused) {
        assertThat(JavaVersion.obstacle(Runtime.Version.parse(version)).isPresent())
                .isEqualTo(refused);
    }
}
