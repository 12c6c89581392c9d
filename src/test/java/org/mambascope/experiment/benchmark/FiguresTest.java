package org.mambascope.experiment.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a benchmark makes of its runs. */
class FiguresTest {
    @Test
    @DisplayName("quantiles lie between the runs next to them")
    void quantiles() {
        Durations durations = new Durations();
        for (double run : new double[] {40, 10, 30, 20, 100}) {
            durations.add(run);
        }
        assertThat(durations.median()).isEqualTo(30);
        assertThat(durations.quantile(0.95)).isCloseTo(88, within(1e-9));
        assertThat(durations.spread()).isEqualTo(20);
    }

    @Test
    @DisplayName("time that is not counted as a kind of layer is nobody's")
    void stopwatch() {
        Stopwatch stopwatch = new Stopwatch();
        assertThat(stopwatch.<String>time(LayerKind.SCAN, () -> "y")).isEqualTo("y");
        assertThat(stopwatch.nanoseconds()).isEqualTo(stopwatch.nanoseconds(LayerKind.SCAN));
        stopwatch.countScanned(6);
        assertThat(stopwatch.scanned()).isEqualTo(6);
        stopwatch.reset();
        assertThat(stopwatch.nanoseconds()).isZero();
        assertThat(stopwatch.scanned()).isZero();
    }
}
