package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

class DetectionPreprocessingTest {
    @ParameterizedTest
    @CsvSource({
        "1333, 800, 640, 480, 1067, 800, 1088, 800",
        "1333, 800, 480, 640, 800, 1067, 800, 1088",
        "1333, 800, 2000, 500, 1333, 333, 1344, 352",
        "160, 112, 123, 91, 151, 112, 160, 128"
    })
    void keepsProportionsWithinTheScaleAndPadsToMultiples(
            int longSide,
            int shortSide,
            int width,
            int height,
            int newWidth,
            int newHeight,
            int paddedWidth,
            int paddedHeight) {
        DetectionPreprocessing.Input input =
                DetectionPreprocessing.ofScale(longSide, shortSide)
                        .apply(new Picture("black", width, height, new int[width * height]));

        assertThat(input.image().width()).isEqualTo(newWidth);
        assertThat(input.image().height()).isEqualTo(newHeight);
        assertThat(input.width()).isEqualTo(paddedWidth);
        assertThat(input.height()).isEqualTo(paddedHeight);
        assertThat(input.values()).hasSize(3 * paddedWidth * paddedHeight);
        assertThat(input.factorX()).isEqualTo((double) newWidth / width);
        assertThat(input.factorY()).isEqualTo((double) newHeight / height);
    }

    @Test
    void normalisesColoursAndPadsWithZeros() {
        int[] rgb = new int[30 * 32];
        Arrays.fill(rgb, 0x102030);
        Picture picture = new Picture("even", 30, 32, rgb);

        float[] values = DetectionPreprocessing.ofScale(32, 30).apply(picture).values();

        assertThat(values[0]).isEqualTo((0x10 - 123.675f) / 58.395f);
        assertThat(values[29]).isEqualTo(values[0]);
        assertThat(values[30]).isZero();
        assertThat(values[32 * 32]).isEqualTo((0x20 - 116.28f) / 57.12f);
        assertThat(values[2 * 32 * 32]).isEqualTo((0x30 - 103.53f) / 57.375f);
    }
}
