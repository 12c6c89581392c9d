package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

class PicturesTest {
    @TempDir Path folder;

    /** Corners of a stored picture: a b over c d; of the upright one, read row by row. */
    @ParameterizedTest
    @CsvSource({
        "0, a b c d, 48, 32",
        "1, a b c d, 48, 32",
        "2, b a d c, 48, 32",
        "3, d c b a, 48, 32",
        "4, c d a b, 48, 32",
        "5, a c b d, 32, 48",
        "6, c a d b, 32, 48",
        "7, d b c a, 32, 48",
        "8, b d a c, 32, 48",
        "9, a b c d, 48, 32",
    })
    void photographsAreTurnedUpright(int orientation, String corners, int width, int height)
            throws IOException {
        Path file = folder.resolve("photograph.jpg");
        Files.write(file, withOrientation(jpegWithFourCorners(), orientation));

        Picture picture = Pictures.read(file);

        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(corners(picture)).isEqualTo(corners);
    }

    @Test
    void sixteenBitsAreDividedBy257() throws IOException {
        BufferedImage image = sixteenBits(ColorSpace.CS_sRGB, 3);
        image.getRaster().setPixel(0, 0, new int[] {65535, 257 * 100, 257 * 7 + 129});
        image.getRaster().setPixel(1, 0, new int[] {0, 128, 129});

        Picture picture = Pictures.read(png(image));

        assertThat(picture.rgb()).containsExactly(0xff6408, 0x000001);
    }

    @Test
    void sixteenBitGreyKeepsItsLevels() throws IOException {
        BufferedImage image = sixteenBits(ColorSpace.CS_GRAY, 1);
        image.getRaster().setPixel(0, 0, new int[] {257 * 128});
        image.getRaster().setPixel(1, 0, new int[] {257 * 3});

        Picture picture = Pictures.read(png(image));

        assertThat(picture.rgb()).containsExactly(0x808080, 0x030303);
    }

    @Test
    void transparentPixelsKeepTheirColour() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00123456);
        image.setRGB(1, 0, 0x80fedcba);

        Picture picture = Pictures.read(png(image));

        assertThat(picture.rgb()).containsExactly(0x123456, 0xfedcba);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha.png",
                "palette.gif",
                "palette.bmp",
                "progressive.jpg",
                "grey.jpg",
                "cmyk.jpg",
                "lossless.webp",
                "lossy.webp",
                "lzw.tiff",
                "grey.tiff"
            })
    void truncatedFilesAreProblemsThatNameTheFile(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.resource("formats/" + name));
        for (int length : new int[] {0, 1, 10, whole.length / 3, whole.length / 2}) {
            Path file = folder.resolve(name);
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> Pictures.read(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha.png",
                "palette.gif",
                "palette.bmp",
                "progressive.jpg",
                "lossless.webp",
                "lossy.webp",
                "lzw.tiff",
                "bilevel.tiff"
            })
    void damagedFilesAreReadOrAreProblems(String name) throws IOException {
        byte[] whole = Files.readAllBytes(TestFiles.resource("formats/" + name));
        Path file = folder.resolve(name);
        int problems = 0;
        for (int at = 0; at < Math.min(whole.length, 400); at += 3) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xff;
            Files.write(file, damaged);
            try {
                assertThat(Pictures.read(file).rgb()).isNotEmpty();
            } catch (Problem problem) {
                assertThat(problem).hasMessageContaining(name);
                problems++;
            }
        }
        assertThat(problems).isPositive();
    }

    @Test
    void hugePicturesAreRefusedByTheirHeaders() throws IOException {
        Path png = Files.write(folder.resolve("huge.png"), pngHeader(50_000, 50_000));
        byte[] bmpBytes = Files.readAllBytes(TestFiles.resource("formats/palette.bmp"));
        ByteBuffer.wrap(bmpBytes).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 200_000);
        ByteBuffer.wrap(bmpBytes).order(ByteOrder.LITTLE_ENDIAN).putInt(22, 200_000);
        Path bmp = Files.write(folder.resolve("huge.bmp"), bmpBytes);

        assertThatThrownBy(() -> Pictures.read(png))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("huge.png has 50000 × 50000 pixels");
        assertThatThrownBy(() -> Pictures.read(bmp))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("huge.bmp has 200000 × 200000 pixels");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 30, 60, 100})
    @DisplayName("of a file that is cut off the program's own words are said, not a library's")
    void cutOff(int length) throws IOException {
        byte[] whole =
                Files.readAllBytes(Path.of("sample-images/fashion-mnist/pictures/1-trouser-1.png"));
        Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));

        assertThatThrownBy(() -> Pictures.read(file))
                .isInstanceOf(Problem.class)
                .hasMessageMatching(
                        Pattern.quote("The image " + file + " cannot be read: ")
                                + "(its data are damaged|it is cut off); get an intact copy of it\\.");
    }

    @Test
    void whatIsNoPictureIsAProblem() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "This is no picture.");
        Path missing = folder.resolve("missing.png");

        assertThatThrownBy(() -> Pictures.read(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("text.png")
                .hasMessageContaining("none of PNG");
        assertThatThrownBy(() -> Pictures.read(missing))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no image file");
        assertThatThrownBy(() -> Pictures.read(folder)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, true",
        "B.JPEG, true",
        "c.tif, true",
        "d.webp, true",
        "e.txt, false",
        "png, false",
        "._f.png, false",
        "g.png.part, false"
    })
    void picturesAreKnownByTheirEndings(String name, boolean picture) {
        assertThat(Pictures.isPicture(folder.resolve(name))).isEqualTo(picture);
    }

    private Path png(BufferedImage image) throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static BufferedImage sixteenBits(int space, int bands) {
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(space),
                        false,
                        false,
                        ComponentColorModel.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        assertThat(raster.getNumBands()).isEqualTo(bands);
        return new BufferedImage(model, raster, false, null);
    }

    private static byte[] jpegWithFourCorners() throws IOException {
        BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 48; x++) {
                int level = y < 16 ? (x < 24 ? 10 : 90) : (x < 24 ? 170 : 250);
                image.setRGB(x, y, level * 0x010101);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static String corners(Picture picture) {
        int right = picture.width() - 1;
        int bottom = (picture.height() - 1) * picture.width();
        StringBuilder corners = new StringBuilder();
        for (int at : new int[] {0, right, bottom, bottom + right}) {
            corners.append(corners.isEmpty() ? "" : " ");
            corners.append("abcd".charAt((picture.rgb()[at] & 0xff) / 70));
        }
        return corners.toString();
    }

    /** Puts an EXIF segment with nothing but an orientation behind the start of a JPEG file. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) {
        byte[] exif = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(26);
        tiff.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
        ByteBuffer all = ByteBuffer.allocate(jpeg.length + 4 + exif.length + 26);
        all.put(jpeg, 0, 2).putShort((short) 0xffe1);
        all.putShort((short) (2 + exif.length + 26)).put(exif).put(tiff.array());
        return all.put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] pngHeader(int width, int height) {
        ByteBuffer chunk = ByteBuffer.allocate(17);
        chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        chunk.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(chunk.array());
        ByteBuffer file = ByteBuffer.allocate(8 + 4 + 17 + 4 + 12);
        file.putLong(0x89504e470d0a1a0aL).putInt(13).put(chunk.array());
        file.putInt((int) crc.getValue());
        return file.putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII)).array();
    }
}
