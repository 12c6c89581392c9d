package org.mambascope.model.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogitsTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    @DisplayName("an image whose logits are not all numbers has no choice, and is counted")
    void notNumbersAreCounted() {
        Logits logits = new Logits(new float[] {1, 2, NAN, 5, 3, -INFINITY, 4, 4}, 2);

        assertThat(logits.notNumbers()).isEqualTo(2);
        assertThat(logits.choice(0)).hasValue(1);
        assertThat(logits.choice(1)).isEmpty();
        assertThat(logits.choice(2)).isEmpty();
        assertThat(logits.choice(3)).hasValue(0);
    }

    @Test
    @DisplayName("the note has both counts, and there is none where all are numbers")
    void note() {
        assertThat(Logits.note(3, 1200).orElseThrow()).contains("3 of 1,200 images", "not numbers");
        assertThat(Logits.note(0, 1200)).isEmpty();
    }

    @Test
    @DisplayName("values that are no rows of classes are refused")
    void rows() {
        assertThatThrownBy(() -> new Logits(new float[3], 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Logits(new float[0], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
