package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Checkpoints as training scripts leave them, made by {@code make_python_objects.py} beside them:
 * tensors of every type and layout among namespaces, NumPy scalars, optimiser states and the like.
 */
class PythonObjectsTest {
    private static Path file(int protocol) {
        return Resources.file("/checkpoint/python_objects_protocol" + protocol + ".pth");
    }

    private static WeightFile open(int protocol, Optional<String> section) {
        return WeightFiles.open(
                file(protocol), section, candidate -> candidate.tensors().containsKey("rows"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void otherObjectsAreSurvivedAndThePrefixDropped(int protocol) {
        try (WeightFile weights = open(protocol, Optional.empty())) {
            assertThat(weights.tensors().keySet())
                    .containsExactly(
                            "rows",
                            "columns",
                            "tail",
                            "every_second",
                            "parameter",
                            "with_state",
                            "of_type",
                            "half",
                            "bfloat16",
                            "char",
                            "byte",
                            "short",
                            "int",
                            "long",
                            "bool",
                            "scalar",
                            "empty");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void viewsOfOneStorageComeRowByRow(int protocol) {
        try (WeightFile weights = open(protocol, Optional.empty())) {
            assertThat(weights.floats("rows"))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(weights.tensors().get("columns").shape()).containsExactly(4L, 3L);
            assertThat(weights.floats("columns"))
                    .containsExactly(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
            assertThat(weights.floats("tail")).containsExactly(8, 9, 10, 11);
            assertThat(weights.floats("every_second")).containsExactly(1, 3, 5, 7, 9, 11);
            assertThat(weights.bytes("columns").asFloatBuffer().get(1)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void everyTypeOfElementIsConverted(int protocol) {
        try (WeightFile weights = open(protocol, Optional.empty())) {
            assertThat(weights.floats("parameter")).containsExactly(0.5f, -2);
            assertThat(weights.floats("with_state")).containsExactly(7);
            assertThat(weights.floats("of_type")).containsExactly(8, 9);
            assertThat(weights.floats("half")).containsExactly(1.5f, -0.25f);
            assertThat(weights.floats("bfloat16")).containsExactly(1.5f, -2);
            assertThat(weights.floats("byte")).containsExactly(0, 255);
            assertThat(weights.integers("char")).containsExactly(-128, 127);
            assertThat(weights.integers("byte")).containsExactly(0, 255);
            assertThat(weights.integers("short")).containsExactly(-32768, 32767);
            assertThat(weights.integers("int"))
                    .containsExactly(Integer.MIN_VALUE, Integer.MAX_VALUE);
            assertThat(weights.integers("long")).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(weights.integers("bool")).containsExactly(1, 0);
            assertThat(weights.integers("scalar")).containsExactly(42);
            assertThat(weights.floats("empty")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void theModelWinsAndOthersCanBeChosen(int protocol) {
        try (WeightFile weights = open(protocol, Optional.of("model_ema"))) {
            assertThat(weights.sections()).containsExactly("model/module", "model_ema");
            assertThat(weights.floats("rows")).containsExactly(0, 1, 2, 3);
        }
        assertThatThrownBy(() -> open(protocol, Optional.of("modl_ema")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("modl_ema")
                .hasMessageContaining("did you mean model_ema?");
    }
}
