package org.mambascope.model.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.model.EditedWeights;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Models of grey images take colour images; models of other channels take tensors alone. */
class ColoursTest {
    @TempDir private Path folder;

    private LoadedModel load(String golden, String patches, long channels) {
        Long[] shape = {16L, channels, 4L, 4L};
        Path file =
                EditedWeights.of(golden)
                        .with(patches, 0.05f, shape)
                        .write(folder.resolve("channels.safetensors"));
        Map<String, String> size = golden.startsWith("vmamba") ? Map.of("imgsize", "32") : Map.of();
        return ModelLoader.load(
                file, new LoadOptions(Optional.empty(), Optional.empty(), size), Device.cpu());
    }

    private static float[] logits(LoadedModel model, float... channels) {
        NDManager manager = model.network().manager();
        try (NDArray images = manager.ones(new Shape(1, channels.length, 32, 32))) {
            for (int channel = 0; channel < channels.length; channel++) {
                images.get(":, %d:%d".formatted(channel, channel + 1)).muli(channels[channel]);
            }
            try (NDArray logits = model.network().forward(images, Probe.NONE)) {
                return logits.toFloatArray();
            }
        }
    }

    @ParameterizedTest
    @DisplayName("a model of one channel sees the luminance of colour images, which is said")
    @CsvSource({
        "vim_tiny, patch_embed.proj.weight",
        "vmamba_small_v0, patch_embed.0.weight",
    })
    void grey(String golden, String patches) {
        try (LoadedModel model = load(golden, patches, 1).requireImages()) {
            float[] grey = logits(model, 0.299f * 1 + 0.587f * 2 + 0.114f * -1);
            assertThat(logits(model, 1, 2, -1)).containsExactly(grey, within(1e-4f));
            assertThat(model.notes()).anyMatch(note -> note.contains("images are made grey"));
            assertThat(model.preprocessing().mean()).containsOnly(0.449f);
        }
    }

    @Test
    @DisplayName("a model of four channels runs on tensors, and is refused for images")
    void fourChannels() {
        LoadedModel model = load("vim_tiny", "patch_embed.proj.weight", 4);
        assertThat(logits(model, 1, 2, 3, 4)).hasSize(10).doesNotContain(Float.NaN);
        assertThatThrownBy(() -> logits(model, 1, 2, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("4 channels");
        assertThatThrownBy(model::requireImages)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("channels.safetensors")
                .hasMessageContaining("found 4")
                .hasMessageContaining("run");
    }
}
