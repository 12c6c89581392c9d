package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ProcessAgeTest {
    @Test
    void isTheMachinesTimeLessTheProcessesStart() {
        // Field 22: started 12.34 s after the machine; the name holds what separates fields.
        String status = "42 (a) (b c) S 1 42 42 0 -1 4194560 1 0 0 0 5 3 0 0 20 0 30 0 1234 0 0";

        assertThat(ProcessAge.onLinux(status, "14.10 20.00\n")).isEqualTo(Duration.ofMillis(1760));
    }

    @Test
    void growsWithTheClock() throws InterruptedException {
        Duration before = ProcessAge.now();
        Thread.sleep(50);

        assertThat(ProcessAge.now().minus(before))
                .isBetween(Duration.ofMillis(30), Duration.ofSeconds(30));
    }
}
