package org.mambascope.training.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.model.detection.box.BoxDecoder;
import org.mambascope.model.detection.box.Boxes;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What anchors and regions are to say of the one square of an image. */
class DetectionTargetsTest {
    private static final int SIDE = 2 * Squares.SIDE;

    private final Squares squares = new Squares(3, 5);

    private final DetectionExample example = read(false);

    private DetectionExample read(boolean mirrored) {
        return new ExampleReader(squares, DetectionPreprocessing.ofScale(SIDE, SIDE))
                .read(0, mirrored);
    }

    @Test
    @DisplayName("a mirrored image has its box and mask on the other side")
    void examplesAreMirrored() {
        DetectionExample mirrored = read(true);
        Boxes plain = example.objects();

        assertThat(mirrored.objects())
                .isEqualTo(
                        Boxes.of(
                                SIDE - plain.right(0),
                                plain.top(0),
                                SIDE - plain.left(0),
                                plain.bottom(0)));
        int row = Math.round(plain.top(0) / 2);
        float[] mask = example.masks().getFirst().orElseThrow().values();
        float[] other = mirrored.masks().getFirst().orElseThrow().values();
        for (int x = 0; x < Squares.SIDE; x++) {
            assertThat(other[(row + 1) * Squares.SIDE - 1 - x])
                    .isEqualTo(mask[row * Squares.SIDE + x]);
        }
        float[] values = example.input().values();
        assertThat(mirrored.input().values()[SIDE - 1]).isEqualTo(values[0]);
    }

    @Test
    @DisplayName("sampled anchors share a weight of 1, and those of the square lead to it")
    void anchorsLeadToTheSquare() {
        Boxes square = example.objects();
        Boxes anchors =
                Boxes.of(
                        square.left(0) + 3,
                        square.top(0),
                        square.right(0),
                        square.bottom(0) - 2,
                        -50,
                        -50,
                        -10,
                        -10);

        AnchorTargets targets =
                AnchorTargets.of(
                        anchors,
                        List.of(example, example),
                        new RandomSampler(4, 0.5),
                        new SplittableRandom(1));

        assertThat(targets.objectness()).containsExactly(1, 0, 1, 0);
        assertThat(targets.weights()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
        assertThat(targets.offsetWeights())
                .startsWith(0.25f, 0.25f, 0.25f, 0.25f, 0, 0, 0, 0)
                .hasSize(16);
        float[] first = Arrays.copyOf(targets.offsets(), 4);
        assertThat(BoxDecoder.RPN.decode(anchors.select(0), first, SIDE, SIDE).toArray())
                .containsExactly(square.toArray(), within(1e-3f));
    }

    @Test
    @DisplayName(
            "the square itself is a region, whose mask it fills; one half as wide again, two thirds of it")
    void regionsHaveMasks() {
        Boxes square = example.objects();
        float left = square.left(0);
        float width = square.width(0);
        Boxes wide =
                Boxes.of(
                        left - width / 4,
                        square.top(0),
                        square.right(0) + width / 4,
                        square.bottom(0));

        RegionTargets targets =
                RegionTargets.of(wide, example, new RandomSampler(8, 1), new SplittableRandom(1));

        assertThat(targets.regions().select(0)).isEqualTo(square);
        assertThat(targets.objects()).containsExactly(0, 0);
        assertThat(targets.masked(example)).containsExactly(0, 1);
        assertThat(area(targets.mask(example, 0))).isEqualTo(28 * 28);
        assertThat(area(targets.mask(example, 1)) / (28 * 28)).isCloseTo(2 / 3., within(0.05));
        assertThat(targets.offsets()).startsWith(0, 0, 0, 0);
    }

    private static double area(float[] mask) {
        return IntStream.range(0, mask.length).mapToDouble(i -> mask[i]).sum();
    }
}
