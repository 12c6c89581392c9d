package org.mambascope.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignalToNoiseTest {
    @Test
    @DisplayName("an error of a tenth of the signal is 20 dB, none is infinitely many")
    void decibels() {
        assertThat(SignalToNoise.decibels(new float[] {10, 0}, new float[] {9, 0}))
                .isCloseTo(20, within(1e-9));
        assertThat(SignalToNoise.decibels(new float[] {1, 2}, new float[] {1, 2})).isInfinite();
    }
}
