package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

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

    /**
     * Pillow makes no RGB of these colours without a profile, so that there is nothing to equal.
     */
    @Test
    void coloursOtherThanRgbAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lab.tiff");
        ImageIO.write(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB), "tiff", file.toFile());
        byte[] bytes = Files.readAllBytes(file);
        photometricOf(bytes, (short) 8);
        Files.write(file, bytes);

        assertThatThrownBy(() -> Pictures.read(file))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("lab.tiff", "CIE L*a*b*", "save it as RGB");
    }

    /** Entries of the first directory have 12 bytes: tag, type, count and value. */
    private static void photometricOf(byte[] tiff, short value) {
        ByteBuffer file =
                ByteBuffer.wrap(tiff)
                        .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        int entries = file.getShort(directory);
        for (int entry = 0; entry < entries; entry++) {
            int at = directory + 2 + 12 * entry;
            if (file.getShort(at) == 262) {
                file.putShort(at + 8, value);
            }
        }
    }
}
