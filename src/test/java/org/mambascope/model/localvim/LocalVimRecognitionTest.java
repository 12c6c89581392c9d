package org.mambascope.model.localvim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.base.Problem;
import org.mambascope.model.Goldens;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.PublishedKeys;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class LocalVimRecognitionTest {
    @TempDir private Path folder;

    @Test
    @DisplayName("LocalVim-T is recognised by its shapes, and the directions assumed are told")
    void publishedTinyIsRecognised() {
        Path file = PublishedKeys.write("keys_local_vim_tiny", folder);

        try (LoadedModel model = load(file, Map.of())) {
            assertThat(model.network().summary().family()).isEqualTo("LocalVim");
            assertThat(model.network().summary().form()).contains("rotary");
            assertThat(model.network().summary().tokens()).isEqualTo(196);
            assertThat(model.network().slots()).hasSize(20 * (2 + 4 * 2));
            assertThat(model.notes())
                    .anyMatch(note -> note.contains("scan directions of LocalVim-T"))
                    .noneMatch(note -> note.startsWith("Not used"));
        }
    }

    @Test
    @DisplayName("LocalVim-T with a class token keeps it in the middle of every scan")
    void publishedTinyWithClassTokenIsRecognised() {
        Path file = PublishedKeys.write("keys_local_vim_tiny_middle_cls_token", folder);

        try (LoadedModel model = load(file, Map.of())) {
            assertThat(model.network().summary().form()).isEqualTo("class token in the middle");
            assertThat(model.notes()).noneMatch(note -> note.startsWith("Not used"));
            assertThat(model.network().points())
                    .allSatisfy(
                            point -> assertThat(point.order().classTokens()).containsExactly(98));
        }
    }

    @Test
    @DisplayName("every layer tells which patch stands at each position of its scan")
    void pointsKnowTheirOrder() {
        try (LoadedModel model = load(Goldens.file("localvim_small_rope.safetensors"), Map.of())) {
            assertThat(order(model, "layers.0.mixer.in_proj.input"))
                    .isEqualTo(TokenOrder.rowMajor(7, 7));
            assertThat(order(model, "layers.0.mixer.x_proj_0.input"))
                    .isEqualTo(TokenOrder.rowMajor(7, 7));
            assertThat(order(model, "layers.0.mixer.dt_proj_1.input").cells())
                    .startsWith(48, 41, 34)
                    .endsWith(14, 7, 0);
            assertThat(order(model, "layers.1.mixer.x_proj_3.input").cells())
                    .hasSize(64)
                    .startsWith(0, 1, 7, 8, 2, 3, 9, 10)
                    .endsWith(48, TokenOrder.PADDING, TokenOrder.PADDING, TokenOrder.PADDING);
            assertThat(order(model, "layers.1.mixer.out_proj.input"))
                    .isEqualTo(TokenOrder.rowMajor(7, 7));
        }
    }

    @Test
    @DisplayName("layers are listed in the order in which they run, under the original's names")
    void layersInOrder() {
        try (LoadedModel model =
                load(Goldens.file("localvim_small_midcls.safetensors"), Map.of())) {
            assertThat(model.network().layers())
                    .extracting(LayerSite::name)
                    .startsWith(
                            "layers.0.mixer.in_proj",
                            "layers.0.mixer.x_proj_0",
                            "layers.0.mixer.dt_proj_0",
                            "layers.0.mixer.x_proj_1")
                    .endsWith("layers.1.mixer.dt_proj_3", "layers.1.mixer.out_proj");
        }
    }

    @Test
    @DisplayName("directions can be chosen, one list for every block or one for each")
    void directionsAreChosen() {
        Path file = Goldens.file("localvim_small_rope.safetensors");

        try (LoadedModel model = load(file, Map.of("directions", "v, h, w2, h_flip"))) {
            assertThat(order(model, "layers.1.mixer.x_proj_0.input").cells()).startsWith(0, 7, 14);
        }
        try (LoadedModel model = load(file, Map.of("directions", "v,h,w2,h;h_flip,h,v,h"))) {
            assertThat(order(model, "layers.1.mixer.x_proj_0.input").cells()).startsWith(48, 47);
        }
    }

    @Test
    @DisplayName("directions that are unknown or do not fit are asked for with an example")
    void directionsAreAskedFor() throws Exception {
        Path bare = folder.resolve("bare.safetensors");
        Files.copy(Goldens.file("localvim_small_rope.safetensors"), bare);

        assertThatThrownBy(() -> load(bare, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2 blocks and 32 channels")
                .hasMessageContaining("h,h_flip,w2,w2_flip");
        assertThatThrownBy(() -> load(bare, Map.of("directions", "h,v,w2")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("4 directions in block 0");
        assertThatThrownBy(() -> load(bare, Map.of("directions", "h;v;h")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2 blocks")
                .hasMessageContaining("given for 3");
    }

    @Test
    @DisplayName("another image size pads the windows and interpolates the positions")
    void anotherImageSize() {
        Path file = Goldens.file("localvim_small_midcls.safetensors");

        try (LoadedModel model = load(file, Map.of("img_size", "40"))) {
            assertThat(model.network().summary().tokens()).isEqualTo(26);
            assertThat(order(model, "layers.0.mixer.x_proj_2.input").length()).isEqualTo(37);
            assertThat(model.notes()).anyMatch(note -> note.contains("interpolated to 5 × 5"));
            NDArray images = model.network().manager().ones(new Shape(2, 3, 40, 40));
            assertThat(model.network().forward(images, Probe.NONE).toFloatArray())
                    .hasSize(2 * 7)
                    .doesNotContain(Float.NaN);
        }
    }

    @Test
    @DisplayName("an image size that patches do not divide is refused")
    void imageSizeMustBeDivided() {
        Path file = Goldens.file("localvim_small_midcls.safetensors");

        assertThatThrownBy(() -> load(file, Map.of("img_size", "44")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("patches of 8 pixels")
                .hasMessageContaining("found 44");
    }

    private static LoadedModel load(Path file, Map<String, String> arguments) {
        LoadOptions options = new LoadOptions(Optional.empty(), Optional.empty(), arguments);
        return ModelLoader.load(file, options, Device.cpu());
    }

    private static TokenOrder order(LoadedModel model, String point) {
        List<ObservationPoint> points = model.network().points();
        return points.stream()
                .filter(candidate -> candidate.name().equals(point))
                .findFirst()
                .orElseThrow()
                .order();
    }
}
