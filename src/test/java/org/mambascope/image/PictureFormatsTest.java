package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each file's expected pixels are those of Pillow's {@code convert("RGB")}, upright. Decoders may
 * round differently.
 */
class PictureFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "grey.png, 0",
        "alpha.png, 0",
        "grey-alpha.png, 0",
        "palette.png, 0",
        "bilevel.png, 0",
        "two-bits.png, 0",
        "palette.gif, 0",
        "palette.bmp, 0",
        "lossless.webp, 0",
        "turned.webp, 0",
        "turned.tiff, 0",
        "alpha.webp, 0",
        "lossy.webp, 3",
        "colourful.webp, 0",
        "turned.png, 0",
        "small-frame.gif, 0",
        "small-transparent.gif, 0",
        "lzw.tiff, 0",
        "alpha.tiff, 0",
        "grey.tiff, 0",
        "bilevel.tiff, 0",
        "grey.jpg, 2",
        "progressive.jpg, 3",
        "cmyk.jpg, 3",
    })
    void everyFormatGivesTheLevelsOfThePublishedEvaluations(String file, int tolerance) {
        Picture read = Pictures.read(TestFiles.resource("formats/" + file));
        Picture expected = Pictures.read(TestFiles.resource("formats/" + file + ".expected.png"));

        assertThat(read.width()).isEqualTo(expected.width());
        assertThat(read.height()).isEqualTo(expected.height());
        assertThat(Levels.between(read, expected).largest()).isLessThanOrEqualTo(tolerance);
    }
}
