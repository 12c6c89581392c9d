package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxOverlapTest {
    @Test
    void isTheCommonAreaOverThatOfBoth() {
        Boxes boxes = Boxes.of(0, 0, 4, 4, 10, 10, 12, 12);
        Boxes others = Boxes.of(0, 0, 4, 4, 2, 0, 6, 4, 4, 4, 8, 8);

        assertThat(BoxOverlap.of(boxes, others))
                .isDeepEqualTo(new float[][] {{1, 8 / 24f, 0}, {0, 0, 0}});
    }

    @Test
    void isZeroOfBoxesWithoutArea() {
        assertThat(BoxOverlap.of(Boxes.of(1, 1, 1, 5), Boxes.of(1, 1, 1, 5))[0]).containsExactly(0);
    }
}
