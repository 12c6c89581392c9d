package org.mambascope.tensor.cpu.fakequant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Channels that stand out, on values whose levels can be told by hand. */
class OutlierQuantiserTest {
    private static final int CHANNELS = 20;

    @Test
    @DisplayName("a channel that stands out has 8 bits until its window of ten tokens ends")
    void outliersLastForAWindow() {
        int tokens = 11;
        float[] steps = new float[tokens];
        Arrays.fill(steps, 1);
        float[] values = new float[tokens * CHANNELS];
        Arrays.fill(values, 1.2f);
        values[3] = 100;
        for (int token = 1; token < tokens; token++) {
            values[token * CHANNELS + 3] = 1.25f;
        }

        new OutlierQuantiser(steps, 7, CHANNELS).apply(values, (_, token) -> token * CHANNELS);

        assertThat(values[3]).isCloseTo(100, within(1e-4f));
        assertThat(values[0]).isEqualTo(1);
        // Within the window the channel alone sets its step, so that it is exact.
        assertThat(values[9 * CHANNELS + 3]).isCloseTo(1.25f, within(1e-5f));
        assertThat(values[9 * CHANNELS]).isEqualTo(1);
        // The next window begins without it.
        assertThat(values[10 * CHANNELS + 3]).isEqualTo(1);
    }

    @Test
    @DisplayName("while static steps reach, nothing stands out, and inliers are clamped to them")
    void stepsThatReachAreKept() {
        float[] values = new float[CHANNELS];
        Arrays.fill(values, 0.4f);
        values[7] = 6.9f;

        new OutlierQuantiser(new float[] {1}, 7, CHANNELS).apply(values, (_, _) -> 0);

        assertThat(values[7]).isEqualTo(7);
        assertThat(values[0]).isZero();
    }

    @Test
    @DisplayName("images have outliers of their own")
    void imagesAreApart() {
        float[] values = new float[2 * CHANNELS];
        Arrays.fill(values, 1);
        values[3] = 50.3f;
        float[] alone = Arrays.copyOfRange(values, CHANNELS, 2 * CHANNELS);
        OutlierQuantiser rounding = new OutlierQuantiser(new float[] {0.6f}, 7, CHANNELS);

        rounding.apply(values, (image, _) -> image * CHANNELS);
        rounding.apply(alone, (_, _) -> 0);

        assertThat(Arrays.copyOfRange(values, CHANNELS, 2 * CHANNELS)).isEqualTo(alone);
    }
}
