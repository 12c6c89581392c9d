package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxEncoderTest {
    private static final Boxes BOXES = Boxes.of(10, 20, 30, 60, 0, 0, 7, 5);
    private static final Boxes OBJECTS = Boxes.of(12, 18, 44, 50, 1, 0.5f, 4, 5);

    @Test
    void encodesCentresInSidesAndSizesAsLogarithms() {
        float[] offsets =
                new BoxEncoder(BoxDecoder.RPN)
                        .encode(Boxes.of(10, 20, 30, 60), Boxes.of(12, 18, 44, 50));

        assertThat(offsets)
                .containsExactly(
                        new float[] {
                            8 / 20f, -6 / 40f, (float) Math.log(32 / 20.), (float) Math.log(.8)
                        },
                        within(1e-6f));
    }

    @Test
    void isTheInverseOfTheDecoder() {
        for (BoxDecoder decoder : new BoxDecoder[] {BoxDecoder.RPN, BoxDecoder.BOX_HEAD}) {
            float[] offsets = new BoxEncoder(decoder).encode(BOXES, OBJECTS);

            assertThat(decoder.decode(BOXES, offsets, 100, 100).toArray())
                    .containsExactly(OBJECTS.toArray(), within(1e-5f));
        }
    }

    @Test
    void refusesAnotherNumberOfObjects() {
        assertThatThrownBy(() -> new BoxEncoder(BoxDecoder.RPN).encode(BOXES, Boxes.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
