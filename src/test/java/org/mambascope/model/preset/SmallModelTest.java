package org.mambascope.model.preset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;

import java.util.Collections;
import java.util.List;

class SmallModelTest {
    @ParameterizedTest
    @DisplayName("sizes beyond their bounds are refused by name before anything is made")
    @CsvSource({
        "100000, 4, 64, 8, 16, image size",
        "2048, 2000, 64, 8, 16, patch size",
        "32, 4, 1000000, 8, 16, width",
        "32, 4, 64, 2000000000, 16, blocks",
        "32, 4, 64, 8, 100000, states",
    })
    void bounds(int image, int patch, int width, int blocks, int states, String named) {
        for (SmallModel.Family family : SmallModel.Family.values()) {
            assertThatThrownBy(
                            () ->
                                    new SmallModel(
                                            family,
                                            image,
                                            patch,
                                            width,
                                            List.of(blocks),
                                            states,
                                            List.of()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(named);
        }
    }

    @ParameterizedTest
    @DisplayName("so many stages that widths pass every bound are refused")
    @CsvSource({"12", "40"})
    void stages(int stages) {
        assertThatThrownBy(
                        () ->
                                new SmallModel(
                                        SmallModel.Family.VMAMBA,
                                        32,
                                        4,
                                        48,
                                        Collections.nCopies(stages, 1),
                                        1,
                                        List.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("width");
    }
}
