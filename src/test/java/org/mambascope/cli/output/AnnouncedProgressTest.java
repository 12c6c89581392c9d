package org.mambascope.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class AnnouncedProgressTest {
    private final List<Duration> announced = new ArrayList<>();
    private final List<Long> shown = new ArrayList<>();
    private double seconds;

    private final AnnouncedProgress progress =
            new AnnouncedProgress(
                    (done, total, step) -> shown.add(done),
                    announced::add,
                    () -> Math.round(1e9 * seconds));

    private void reach(double time, long done, long total) {
        seconds = time;
        progress.report(done, total, "step");
    }

    @Test
    @DisplayName("the first batch that is done tells, once, how long all will take")
    void tellsOnce() {
        reach(0, 0, 100);
        assertThat(announced).isEmpty();
        reach(8, 8, 100);
        assertThat(announced).containsExactly(Duration.ofSeconds(100));
        reach(160, 16, 100);
        assertThat(announced).hasSize(1);
        assertThat(shown).containsExactly(0L, 8L, 16L);
    }

    @Test
    @DisplayName("a first batch of a few seconds is that of starting, and tells nothing")
    void leavesOutTheStart() {
        reach(0, 0, 100);
        reach(4, 10, 100);
        assertThat(announced).isEmpty();
        reach(6, 20, 100);
        assertThat(announced).containsExactly(Duration.ofSeconds(18));
    }

    @Test
    @DisplayName("work that goes on is told by what is done now")
    void tellsOfWhatIsLeft() {
        reach(0, 50, 100);
        reach(10, 60, 100);
        assertThat(announced).containsExactly(Duration.ofSeconds(50));
    }

    @Test
    @DisplayName("steps shorter than a second are measured together")
    void waitsForASecond() {
        reach(0, 0, 1000);
        reach(0.5, 0, 1000);
        reach(1, 1, 1000);
        reach(1.5, 2, 1000);
        assertThat(announced).isEmpty();
        reach(2, 10, 1000);
        assertThat(announced).containsExactly(Duration.ofSeconds(111));
    }

    @Test
    @DisplayName("of a short job nothing is said, however slow its end")
    void saysNothingOfShortJobs() {
        reach(0, 0, 4);
        reach(1, 1, 4);
        reach(3, 2, 4);
        reach(50, 3, 4);
        reach(60, 4, 4);
        assertThat(announced).isEmpty();
    }
}
