package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxDecoderTest {
    private static final int WIDTH = 110;
    private static final int HEIGHT = 100;

    @Test
    void movesScalesAndClips() {
        Boxes boxes = Boxes.of(0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 5, 5, 5, 5);
        float[] offsets = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 2, -1, .7f, -1.9f, -.5f, .3f};

        assertThat(BoxDecoder.RPN.decode(boxes, offsets, 32, 32).toArray())
                .containsExactly(
                        new float[] {
                            0, 0, 1, 1, .1409f, .1409f, 2.8591f, 2.8591f, 0, .3161f, 4.1945f,
                            .6839f, 5, 5, 5, 5
                        },
                        within(5e-5f));
    }

    @Test
    void decodesOffsetsOfTheRegionProposalNetwork() {
        Boxes boxes = Boxes.of(UnitAnswers.floats("dec_boxes"));
        float[] offsets = UnitAnswers.floats("dec_deltas");

        assertThat(BoxDecoder.RPN.decode(boxes, offsets, WIDTH, HEIGHT).toArray())
                .containsExactly(UnitAnswers.floats("dec_rpn"), within(1e-5f));
    }

    @Test
    void decodesOffsetsOfTheBoxHead() {
        Boxes boxes = Boxes.of(UnitAnswers.floats("dec_boxes"));
        float[] offsets = UnitAnswers.floats("dec_deltas");
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] *= 5;
        }

        assertThat(BoxDecoder.BOX_HEAD.decode(boxes, offsets, WIDTH, HEIGHT).toArray())
                .containsExactly(UnitAnswers.floats("dec_box"), within(1e-5f));
    }

    @Test
    void decodesOneGroupForEachClass() {
        Boxes boxes = Boxes.of(0, 0, 4, 4, 10, 10, 14, 14);
        float[] offsets = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0};

        assertThat(BoxDecoder.RPN.decode(boxes, offsets, 32, 32))
                .isEqualTo(Boxes.of(0, 0, 4, 4, 4, 0, 8, 4, 10, 10, 14, 14, 10, 14, 14, 18));
    }

    @Test
    void hasNothingToDecodeWithoutBoxes() {
        assertThat(BoxDecoder.RPN.decode(Boxes.NONE, new float[0], 32, 32)).isEqualTo(Boxes.NONE);
    }

    @Test
    void refusesOffsetsThatAreNoGroupsOfTheBoxes() {
        Boxes boxes = Boxes.of(0, 0, 4, 4, 10, 10, 14, 14);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoxDecoder.RPN.decode(boxes, new float[12], 32, 32));
    }
}
