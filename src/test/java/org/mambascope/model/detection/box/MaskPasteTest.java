package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.image.mask.BinaryMask;

import java.util.Arrays;
import java.util.BitSet;

class MaskPasteTest {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 60;
    private static final int CELLS = 28 * 28;
    private static final MaskPaste PASTE = new MaskPaste(WIDTH, HEIGHT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void setsThePixelsOfProbabilityOneHalfOrMore(int box) {
        BinaryMask mask = PASTE.paste(square(box), boxes(), box);

        assertThat(mask).isEqualTo(BinaryMask.of(WIDTH, HEIGHT, expected(box)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void interpolatesAsGridSample(int box) {
        int start = box * WIDTH * HEIGHT;
        float[] answer =
                Arrays.copyOfRange(UnitAnswers.floats("paste_out"), start, start + WIDTH * HEIGHT);

        assertThat(PASTE.probabilities(square(box), boxes(), box))
                .containsExactly(answer, within(1e-6f));
    }

    @Test
    void takesTheMiddleWhereABoxHasNoWidth() {
        float[] square = new float[CELLS];
        for (int row = 0; row < 28; row++) {
            square[28 * row + 13] = 1;
            square[28 * row + 14] = 1;
        }

        BinaryMask mask = PASTE.paste(square, Boxes.of(80, 10, 80, 20), 0);

        assertThat(mask.area()).isEqualTo(10);
        assertThat(mask.at(79, 10)).isTrue();
        assertThat(mask.at(79, 19)).isTrue();
        assertThat(mask.at(78, 10)).isFalse();
    }

    private static float[] square(int box) {
        return Arrays.copyOfRange(UnitAnswers.floats("paste_prob"), box * CELLS, (box + 1) * CELLS);
    }

    private static Boxes boxes() {
        return Boxes.of(UnitAnswers.floats("paste_boxes"));
    }

    private static BitSet expected(int box) {
        int[] pixels = UnitAnswers.integers("paste_mask");
        BitSet set = new BitSet();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            set.set(i, pixels[box * WIDTH * HEIGHT + i] != 0);
        }
        return set;
    }
}
