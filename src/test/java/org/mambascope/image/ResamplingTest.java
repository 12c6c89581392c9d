package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.base.Problem;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

class ResamplingTest {
    @Property(tries = 200)
    void aPictureOfOneColourKeepsIt(
            @ForAll @IntRange(min = 1, max = 300) int from,
            @ForAll @IntRange(min = 1, max = 300) int to,
            @ForAll @IntRange(max = 0xffffff) int colour) {
        int[] rgb = new int[from * 3];
        Arrays.fill(rgb, colour);

        Picture resized =
                Resampling.resize(new Picture("plain", from, 3, rgb), to, 5, Interpolation.BICUBIC);

        assertThat(resized.rgb()).hasSize(to * 5).containsOnly(colour);
    }

    @Property(tries = 200)
    void aMirroredPictureBecomesTheMirroredResult(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll long seed) {
        Picture picture = random(width, 4, seed);

        Picture mirroredLast = mirrored(Resampling.resize(picture, to, 3, Interpolation.BICUBIC));
        Picture mirroredFirst = Resampling.resize(mirrored(picture), to, 3, Interpolation.BICUBIC);

        assertThat(Levels.between(mirroredLast, mirroredFirst).largest()).isLessThanOrEqualTo(1);
    }

    @Property(tries = 100)
    void columnsAreTreatedAsRows(
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll long seed) {
        Picture picture = random(7, height, seed);

        Picture resized = Resampling.resize(picture, 7, to, Interpolation.BICUBIC);
        Picture transposed = Resampling.resize(transposed(picture), to, 7, Interpolation.BICUBIC);

        assertThat(transposed(transposed).rgb()).isEqualTo(resized.rgb());
    }

    private static Picture mirrored(Picture picture) {
        int width = picture.width();
        int[] rgb = new int[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = picture.rgb()[i - i % width + width - 1 - i % width];
        }
        return new Picture(picture.name(), width, picture.height(), rgb);
    }

    private static Picture transposed(Picture picture) {
        int[] rgb = new int[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int row = i / picture.height();
            int column = i % picture.height();
            rgb[i] = picture.rgb()[column * picture.width() + row];
        }
        return new Picture(picture.name(), picture.height(), picture.width(), rgb);
    }

    @Test
    void theLongerSideIsRoundedDown() {
        Picture resized = Resampling.shorterSide(random(97, 130, 1), 256, Interpolation.BICUBIC);

        assertThat(resized.width()).isEqualTo(256);
        assertThat(resized.height()).isEqualTo(343);
    }

    @Test
    void aPictureThatWouldBecomeHugeIsAProblem() {
        Picture thread = new Picture("thread.png", 1_000_000, 1, new int[1_000_000]);

        assertThatThrownBy(() -> Resampling.shorterSide(thread, 256, Interpolation.BICUBIC))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("thread.png");
    }

    @Test
    void oddRemaindersOfACentreCropAreRoundedToEven() {
        Picture five = new Picture("five", 5, 1, new int[] {0, 1, 2, 3, 4});
        Picture three = new Picture("three", 3, 1, new int[] {0, 1, 2});

        assertThat(Framing.centre(five, 1, 2).rgb()).containsExactly(2, 3);
        assertThat(Framing.centre(three, 1, 2).rgb()).containsExactly(0, 1);
    }

    @Test
    void aPictureSmallerThanTheCropGetsABlackBorder() {
        Picture one = new Picture("one", 1, 1, new int[] {0xffffff});

        assertThat(Framing.centre(one, 1, 4).rgb()).containsExactly(0, 0xffffff, 0, 0);
        assertThat(Framing.centre(one, 3, 1).rgb()).containsExactly(0, 0xffffff, 0);
    }

    @ParameterizedTest
    @CsvSource({"BILINEAR, 0 64 191 255", "BICUBIC, 0 53 202 255", "LANCZOS, 0 59 196 255"})
    void twoPixelsBecomeFourAsTheFilterSays(Interpolation filter, String expected) {
        Picture two = new Picture("two", 2, 1, new int[] {0, 255});

        assertThat(Resampling.resize(two, 4, 1, filter).rgb())
                .containsExactly(
                        Stream.of(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void onePlainColourStaysWhatItIs(Interpolation filter) {
        int[] plain = new int[63];
        Arrays.fill(plain, 0x123456);

        assertThat(Resampling.resize(new Picture("plain", 9, 7, plain), 4, 11, filter).rgb())
                .containsOnly(0x123456);
    }

    private static Picture random(int width, int height, long seed) {
        int[] rgb = new Random(seed).ints((long) width * height, 0, 0x1000000).toArray();
        return new Picture("random", width, height, rgb);
    }
}
