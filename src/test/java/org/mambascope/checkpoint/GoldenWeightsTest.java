package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;

class GoldenWeightsTest {
    static List<String> models() throws IOException {
        return Goldens.models();
    }

    @Test
    void everyFamilyHasGoldens() throws IOException {
        assertThat(models()).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("models")
    void pthAndSafetensorsHoldTheSameBits(String model) {
        try (WeightFile pth = WeightFiles.open(Goldens.file(model + ".pth"));
                WeightFile safe = WeightFiles.open(Goldens.file(model + ".safetensors"))) {
            assertThat(pth.tensors()).containsExactlyInAnyOrderEntriesOf(safe.tensors());
            for (String name : pth.tensors().keySet()) {
                assertThat(pth.bytes(name)).as(name).isEqualTo(safe.bytes(name));
                assertThat(pth.floats(name)).as(name).isEqualTo(safe.floats(name));
            }
        }
    }

    @Test
    void tensorsComeInTheOrderOfTheStateDict() {
        try (WeightFile pth = WeightFiles.open(Goldens.file("vim_small_midcls.pth"))) {
            assertThat(pth.tensors().keySet())
                    .startsWith("cls_token", "pos_embed", "patch_embed.proj.weight");
            assertThat(pth.sections()).containsExactly("model");
        }
    }

    @Test
    void everyGoldenIsReadable() throws IOException {
        for (String model : models()) {
            try (WeightFile golden =
                    WeightFiles.open(Goldens.file(model + ".golden.safetensors"))) {
                assertThat(golden.floats("logits")).isNotEmpty();
            }
        }
    }
}
