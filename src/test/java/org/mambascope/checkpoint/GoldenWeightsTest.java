package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class GoldenWeightsTest {
    static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(golden("vim_small_midcls.pth").getParent())) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".pth"))
                    .map(name -> name.substring(0, name.length() - ".pth".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Path golden(String name) {
        return Resources.file("/goldens/" + name);
    }

    @Test
    void everyFamilyHasGoldens() throws IOException {
        assertThat(models()).hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("models")
    void pthAndSafetensorsHoldTheSameBits(String model) {
        try (WeightFile pth = WeightFiles.open(golden(model + ".pth"));
                WeightFile safe = WeightFiles.open(golden(model + ".safetensors"))) {
            assertThat(pth.tensors()).containsExactlyInAnyOrderEntriesOf(safe.tensors());
            for (String name : pth.tensors().keySet()) {
                assertThat(pth.bytes(name)).as(name).isEqualTo(safe.bytes(name));
                assertThat(pth.floats(name)).as(name).isEqualTo(safe.floats(name));
            }
        }
    }

    @Test
    void tensorsComeInTheOrderOfTheStateDict() {
        try (WeightFile pth = WeightFiles.open(golden("vim_small_midcls.pth"))) {
            assertThat(pth.tensors().keySet())
                    .startsWith("cls_token", "pos_embed", "patch_embed.proj.weight");
            assertThat(pth.sections()).containsExactly("model");
        }
    }

    @Test
    void everyGoldenIsReadable() throws IOException {
        for (String model : models()) {
            try (WeightFile golden = WeightFiles.open(golden(model + ".golden.safetensors"))) {
                assertThat(golden.floats("logits")).isNotEmpty();
            }
        }
    }
}
