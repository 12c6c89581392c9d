package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.detection.box.UnitAnswers;

import java.util.List;

class OpenCvResizeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void givesTheBytesOfOpenCv(int number) {
        Picture before = picture("resize%d_in".formatted(number));
        Picture expected = picture("resize%d_out".formatted(number));

        Picture after = OpenCvResize.resize(before, expected.width(), expected.height());

        assertThat(after.rgb()).containsExactly(expected.rgb());
    }

    @Test
    void leavesAnImageOfTheSizeAsItIs() {
        Picture before = picture("resize0_in");

        assertThat(OpenCvResize.resize(before, before.width(), before.height())).isSameAs(before);
    }

    private static Picture picture(String name) {
        List<Integer> shape = UnitAnswers.shape(name);
        int[] levels = UnitAnswers.integers(name);
        int[] rgb = new int[levels.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = levels[3 * i] << 16 | levels[3 * i + 1] << 8 | levels[3 * i + 2];
        }
        return new Picture(name, shape.get(1), shape.get(0), rgb);
    }
}
