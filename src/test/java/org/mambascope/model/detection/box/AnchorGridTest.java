package org.mambascope.model.detection.box;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorGridTest {
    @ParameterizedTest
    @CsvSource({"0, 5, 7", "1, 3, 4", "2, 2, 2", "3, 1, 2", "4, 1, 1"})
    void standAroundEveryCellInTheOrderOfRowsColumnsAndRatios(int level, int rows, int columns) {
        Boxes anchors = AnchorGrid.maskRcnn().get(level).anchors(rows, columns);

        assertThat(anchors).isEqualTo(Boxes.of(UnitAnswers.floats("anchors" + level)));
    }
}
