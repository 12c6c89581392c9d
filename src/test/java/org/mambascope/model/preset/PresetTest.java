package org.mambascope.model.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.model.PublishedKeys;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class PresetTest {
    @ParameterizedTest
    @DisplayName("a preset has exactly the published tensors")
    @CsvSource({
        "vim-tiny, keys_vim_tiny_midclstok",
        "localvim-tiny, keys_local_vim_tiny",
        "vmamba-tiny, keys_vmamba_tiny_s1l8",
        "localvmamba-tiny, keys_local_vssm_tiny"
    })
    void publishedShapes(String preset, String keys) {
        assertThat(shapes(preset)).isEqualTo(PublishedKeys.shapes(keys));
    }

    @ParameterizedTest
    @DisplayName("a preset is as large as its paper says, in millions of parameters")
    @CsvSource({
        "vim-tiny, 7",
        "vim-small, 26",
        "vim-base, 98",
        "localvim-tiny, 8",
        "localvim-small, 28",
        "vmamba-tiny, 30",
        "vmamba-small, 50",
        "vmamba-base, 89",
        "localvmamba-tiny, 26",
        "localvmamba-small, 50"
    })
    void publishedSizes(String preset, int millions) {
        long parameters =
                Preset.named(preset).configuration().initialWeights().tensors().stream()
                        .filter(tensor -> !tensor.name().startsWith("rope."))
                        .mapToLong(StoredTensor::elements)
                        .sum();

        assertThat(Math.round(parameters / 1e6)).isEqualTo(millions);
    }

    @ParameterizedTest
    @DisplayName("a detector has as many tensors and parameters as its published configuration")
    @CsvSource({
        "maskrcnn-tiny, 322, 49755312",
        "maskrcnn-small, 448, 69654000",
        "maskrcnn-base, 448, 107931376"
    })
    void publishedDetectors(String preset, int tensors, long parameters) {
        List<StoredTensor> all = Preset.named(preset).configuration().initialWeights().tensors();

        assertThat(all).hasSize(tensors);
        assertThat(all.stream().mapToLong(StoredTensor::elements).sum()).isEqualTo(parameters);
    }

    @Test
    @DisplayName("an unknown preset is refused with those that there are")
    void unknownPreset() {
        assertThatThrownBy(() -> Preset.named("vim-huge"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("vim-tiny")
                .hasMessageContaining("“vim-huge” is not a known preset");
    }

    private static Map<String, List<Long>> shapes(String preset) {
        return Preset.named(preset).configuration().initialWeights().tensors().stream()
                .collect(Collectors.toMap(StoredTensor::name, StoredTensor::shape));
    }
}
