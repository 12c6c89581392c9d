package org.mambascope.quant.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.quant.range.CalibrationInput;

class HoldOutTest {
    /** Two token positions of eight images, one channel; each value its place. */
    private static final CalibrationInput INPUT =
            new CalibrationInput(
                    "layer",
                    2,
                    1,
                    new float[] {0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17});

    @Test
    @DisplayName("every token position holds out a quarter of the images, each another one")
    void partsImages() {
        HoldOut images = new HoldOut(8);

        assertThat(images.heldOut(INPUT, new int[] {0, 1}).values()).containsExactly(0, 1, 12, 13);
        assertThat(images.calibrating(INPUT, new int[] {0, 1}).values())
                .containsExactly(2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 10, 11);
    }

    @Test
    @DisplayName("a single image is on both sides")
    void repeatsOneImage() {
        CalibrationInput one = new CalibrationInput("layer", 2, 1, new float[] {3, 4});
        HoldOut images = new HoldOut(1);

        assertThat(images.heldOut(one, new int[] {1}).values()).containsExactly(4);
        assertThat(images.calibrating(one, new int[] {1}).values()).containsExactly(4);
    }
}
