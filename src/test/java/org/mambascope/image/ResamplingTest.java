package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;

import java.util.Arrays;
import java.util.Random;

class ResamplingTest {
    @Property(tries = 200)
    void aPictureOfOneColourKeepsIt(
            @ForAll @IntRange(min = 1, max = 300) int from,
            @ForAll @IntRange(min = 1, max = 300) int to,
            @ForAll @IntRange(max = 0xffffff) int colour) {
        int[] rgb = new int[from * 3];
        Arrays.fill(rgb, colour);

        Picture resized = BicubicResampling.resize(new Picture("plain", from, 3, rgb), to, 5);

        assertThat(resized.rgb()).hasSize(to * 5).containsOnly(colour);
    }

    @Property(tries = 200)
    void aMirroredPictureBecomesTheMirroredResult(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll long seed) {
        Picture picture = random(width, 4, seed);

        Picture mirroredLast =
                Orientation.MIRRORED.upright(BicubicResampling.resize(picture, to, 3));
        Picture mirroredFirst =
                BicubicResampling.resize(Orientation.MIRRORED.upright(picture), to, 3);

        assertThat(Levels.between(mirroredLast, mirroredFirst).largest()).isLessThanOrEqualTo(1);
    }

    @Property(tries = 100)
    void columnsAreTreatedAsRows(
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 60) int to,
            @ForAll long seed) {
        Picture picture = random(7, height, seed);

        Picture resized = BicubicResampling.resize(picture, 7, to);
        Picture transposed =
                BicubicResampling.resize(Orientation.TRANSPOSED.upright(picture), to, 7);

        assertThat(Orientation.TRANSPOSED.upright(transposed).rgb()).isEqualTo(resized.rgb());
    }

    @Test
    void theLongerSideIsRoundedDown() {
        Picture resized = BicubicResampling.shorterSide(random(97, 130, 1), 256);

        assertThat(resized.width()).isEqualTo(256);
        assertThat(resized.height()).isEqualTo(343);
    }

    @Test
    void aPictureThatWouldBecomeHugeIsAProblem() {
        Picture thread = new Picture("thread.png", 1_000_000, 1, new int[1_000_000]);

        assertThatThrownBy(() -> BicubicResampling.shorterSide(thread, 256))
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

    private static Picture random(int width, int height, long seed) {
        int[] rgb = new Random(seed).ints((long) width * height, 0, 0x1000000).toArray();
        return new Picture("random", width, height, rgb);
    }
}
