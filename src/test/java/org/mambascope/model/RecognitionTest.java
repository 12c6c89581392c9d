package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.argument.Reading;
import org.mambascope.model.argument.UndecidedReading;
import org.mambascope.model.load.ModelLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is said of a model is honoured or refused; what nobody says is assumed and listed. */
class RecognitionTest {
    @TempDir private Path folder;

    private static LoadOptions said(Map<String, String> arguments) {
        return new LoadOptions(Optional.empty(), Optional.empty(), arguments);
    }

    private static LoadedModel load(Path file, Map<String, String> arguments) {
        return ModelLoader.load(file, said(arguments), Device.cpu());
    }

    private Path file(EditedWeights weights) {
        return weights.write(folder.resolve("edited.safetensors"));
    }

    private Path described(String golden, String json) throws IOException {
        Path weights = folder.resolve("described.safetensors");
        Files.copy(Goldens.file(golden + ".safetensors"), weights);
        Files.writeString(folder.resolve("described.json"), json);
        return weights;
    }

    private static float[] logits(LoadedModel model) {
        ModelSummary summary = model.network().summary();
        try (NDArray images =
                        model.network()
                                .manager()
                                .ones(
                                        new Shape(
                                                1,
                                                3,
                                                summary.imageHeight(),
                                                summary.imageWidth()));
                NDArray logits = model.network().forward(images, Probe.NONE)) {
            return logits.toFloatArray();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"patch_embed.proj.weight", "layers.0.mixer.in_proj.weight"})
    @DisplayName("a renamed weight that tells the family is named with the nearest in the file")
    void renamedMark(String mark) {
        String other = mark.replaceFirst("o", "oo");
        Path file =
                file(
                        EditedWeights.of("vim_tiny")
                                .renamed(name -> name.equals(mark) ? other : name));

        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("edited.safetensors", mark + " of a Vim", other);
    }

    @ParameterizedTest
    @CsvSource({
        "vim_tiny, layers.0.mixer.A_log, layers.0.mixer.A_logs",
        "vim_tiny, layers.0.mixer.in_proj.weight, layers.0.mixer.in_projection.weight",
        "vim_tiny, patch_embed.proj.weight, patch_embed.projection.weight",
    })
    @DisplayName("a weight that the family has beside it is not taken for the renamed one")
    void renamedMarkIsNoSibling(String golden, String mark, String other) {
        Path file =
                file(EditedWeights.of(golden).renamed(name -> name.equals(mark) ? other : name));

        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("%s of a Vim, found %s".formatted(mark, other));
    }

    @ParameterizedTest
    @CsvSource({
        "layers.0.mixer.in_proj, layers.0.mixer.in_proj",
        "layers.0.mixer.in_proj, layers.0.mixer.in_proj.base_layer",
    })
    @DisplayName("adapters beside weights, as peft saves them, are refused with how to merge them")
    void unmergedAdapters(String layer, String base) {
        Path file =
                file(
                        EditedWeights.of("vim_tiny")
                                .renamed(name -> name.replace(layer + ".", base + "."))
                                .with(layer + ".lora_A.default.weight", 0.5f, 2L, 32L)
                                .with(layer + ".lora_B.default.weight", 0.5f, 128L, 2L));

        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(
                        "edited.safetensors", layer + ".lora_A", "2 tensors", "merge_and_unload");
    }

    @ParameterizedTest
    @CsvSource({
        "in_proj.lora_down.weight, merge_and_unload",
        "in_proj.hada_w1, merge_and_unload",
        "in_proj.weight_g, remove_weight_norm",
        "in_proj.parametrizations.weight.original0, remove_parametrizations",
    })
    @DisplayName("weights in parts, by whichever library, are refused with how to merge them")
    void unmergedParts(String name, String remedy) {
        Path file = file(EditedWeights.of("vim_tiny").with("layers.0.mixer." + name, 0.5f, 128L));

        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("edited.safetensors", name, "1 tensors", remedy);
    }

    @Test
    @DisplayName("norm_epsilon is honoured")
    void normEpsilon() {
        Goldens.assertReproduced(
                "vim_tiny.safetensors",
                said(Map.of("norm_epsilon", "0.01")),
                "vim_tiny_norm_epsilon");
    }

    @Test
    @DisplayName("use_middle_cls_token is honoured")
    void classTokenFirst() {
        Goldens.assertReproduced(
                "vim_tiny.safetensors",
                said(Map.of("use_middle_cls_token", "false")),
                "vim_tiny_headcls");
    }

    @Test
    @DisplayName("the file's table of rotary angles is used, not one computed for 14 × 14")
    void rotaryTable() {
        Goldens.assertReproduced("vim_tiny_rotary.safetensors", "vim_tiny_rotary");
    }

    @Test
    @DisplayName("a table that follows from no argument is used all the same, and said")
    void unexplainedTable() {
        Path odd =
                file(
                        EditedWeights.of("vim_tiny_rotary")
                                .with("rope.freqs_cos", 0.5f, 64L, 16L)
                                .with("rope.freqs_sin", 0, 64L, 16L));
        try (LoadedModel model = load(odd, Map.of());
                LoadedModel usual = load(Goldens.file("vim_tiny_rotary.safetensors"), Map.of())) {
            assertThat(model.notes()).anyMatch(note -> note.contains("no pt_hw_seq_len"));
            assertThat(logits(model)).isNotEqualTo(logits(usual));
            assertThat(model.network().parameters()).doesNotContainKey("rope.freqs_cos");
            assertThat(model.network().tables())
                    .containsOnlyKeys("rope.freqs_cos", "rope.freqs_sin");
        }
    }

    @ParameterizedTest
    @DisplayName("what is said against a table of rotary angles is refused")
    @CsvSource({"if_rope, false", "pt_hw_seq_len, 14"})
    void againstTheTable(String name, String value) {
        Path rotary = Goldens.file("vim_tiny_rotary.safetensors");
        assertThatThrownBy(() -> load(rotary, Map.of(name, value)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @DisplayName("an argument that the constructor does not have is refused with the nearest one")
    @CsvSource({
        "vim_tiny, use_middle_cls_tok, use_middle_cls_token",
        "vim_tiny, imgsize, img_size",
        "vmamba_small_v0, ssm_dstate, ssm_d_state",
        "localvim_small_rope, strides, directions",
        "localvmamba_small, direction, directions",
    })
    void unknownArguments(String golden, String name, String nearest) throws IOException {
        Path weights = Goldens.file(golden + ".safetensors");
        assertThatThrownBy(() -> load(weights, Map.of(name, "1")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--set")
                .hasMessageContaining(name)
                .hasMessageContaining(nearest);
        Path described = described(golden, "{\"config\": {\"" + name + "\": 1}}");
        assertThatThrownBy(() -> load(described, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("described.json: config")
                .hasMessageContaining(name)
                .hasMessageContaining(nearest);
    }

    @ParameterizedTest
    @DisplayName("a description with other fields, or of another architecture, is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"architecure\": \"vim\"} | architecture",
                "{\"config\": 5} | JSON object",
                "{\"architecture\": \"vmamba\"} | Vim",
                "{\"architecture\": \"vimm\"} | vim",
                "{\"classes\": [\"a\", \"b\"]} | 10 classes",
            })
    void otherDescriptions(String json, String named) throws IOException {
        Path weights = described("vim_tiny", json);
        assertThatThrownBy(() -> load(weights, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("described.json")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @DisplayName("what contradicts the weights, or cannot be computed, is refused by name")
    @CsvSource({
        "vim_tiny, rms_norm, false",
        "vim_tiny, if_abs_pos_embed, false",
        "vim_tiny, if_cls_token, false",
        "vim_tiny, use_double_cls_token, true",
        "vim_tiny, bimamba_type, none",
        "vim_tiny, if_bimamba, true",
        "vim_tiny, d_state, 8",
        "vim_tiny, depth, 3",
        "vim_tiny, channels, 1",
        "vim_tiny, flip_img_sequences_ratio, 0.5",
        "vim_tiny, init_layer_scale, 0.1",
        "vim_tiny, dtype, float16",
        "vim_tiny, norm_epsilon, -1",
        "vim_tiny, img_size, 100000",
        "vim_tiny, stride, 100000",
        "vim_tiny, img_size, 8000",
        "localvim_small_rope, rms_norm, false",
        "vmamba_small_v0, dims, 8",
        "vmamba_small_v0, ssm_ratio, 1",
        "vmamba_small_v0, ssm_dt_rank, 3",
        "vmamba_small_v0, ssm_conv, 5",
        "vmamba_small_v0, ssm_conv_bias, false",
        "vmamba_small_v0, mlp_ratio, 4.0",
        "vmamba_small_v0, mlp_act_layer, relu",
        "vmamba_small_v0, gmlp, true",
        "vmamba_small_v0, patch_norm, false",
        "vmamba_small_v0, posembed, true",
        "vmamba_small_v0, forward_type, v05_noz",
        "vmamba_small_v05noz, forward_type, v2",
        "vmamba_small_v0, downsample_version, v3",
        "vmamba_small_v0, patchembed_version, v2",
        "vmamba_small_v0, imgsize, 100000",
        "vmamba_small_v0, norm_layer, bn",
        "localvmamba_small, ssm_act_layer, relu",
    })
    void contradictions(String golden, String name, String value) {
        Path weights = Goldens.file(golden + ".safetensors");
        assertThatThrownBy(() -> load(weights, Map.of(name, value))).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @DisplayName("lists and objects of a description are held against the weights too")
    @CsvSource(
            delimiter = '|',
            value = {
                "vmamba_small_v0 | {\"depths\": [1, 2]} | [1, 1]",
                "vmamba_small_v0 | {\"dims\": [16, 48]} | [16, 32]",
                "vim_tiny | {\"ssm_cfg\": {\"expand\": 1}} | 2.0",
                "vim_tiny | {\"ssm_cfg\": {\"d_konv\": 4}} | d_conv",
                "vim_tiny | {\"img_size\": [32, 64]} | img_size",
            })
    void describedContradictions(String golden, String config, String named) throws IOException {
        Path weights = described(golden, "{\"config\": " + config + "}");
        assertThatThrownBy(() -> load(weights, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("described.json")
                .hasMessageContaining(named);
    }

    @Test
    @DisplayName("arguments that matter in training alone are accepted, and a choice of one said")
    void inertArguments() {
        try (LoadedModel model =
                load(
                        Goldens.file("vim_tiny.safetensors"),
                        Map.of("drop_path_rate", "0.3", "stride", "4"))) {
            assertThat(model.notes())
                    .contains("drop_path_rate was set, but changes nothing in this model.")
                    .noneMatch(note -> note.startsWith("stride"));
        }
    }

    @Test
    @DisplayName("every assumption is listed with its value and reason")
    void assumptions() {
        try (LoadedModel model = load(Goldens.file("vim_tiny.safetensors"), Map.of())) {
            assertThat(model.assumptions())
                    .extracting(Assumption::argument)
                    .containsExactlyInAnyOrder(
                            "use_middle_cls_token",
                            "stride",
                            "if_rope",
                            "norm_epsilon",
                            "if_divide_out",
                            "if_bidirectional");
            assertThat(model.assumptions())
                    .filteredOn(each -> each.argument().equals("norm_epsilon"))
                    .containsExactly(
                            new Assumption(
                                    "norm_epsilon",
                                    "1.0E-5",
                                    "norms add 1.0E-5",
                                    Assumption.Reason.DEFAULT));
        }
    }

    @Test
    @DisplayName("729 positions of patches of 16 are those of the published fine-tuned Vims")
    void publishedOverlap() {
        Path tuned =
                file(
                        EditedWeights.of("vim_tiny")
                                .with("patch_embed.proj.weight", 0.01f, 16L, 3L, 16L, 16L)
                                .with("pos_embed", 0.01f, 1L, 730L, 16L));
        try (LoadedModel model = load(tuned, Map.of())) {
            assertThat(model.network().summary().imageHeight()).isEqualTo(224);
            assertThat(model.network().summary().tokens()).isEqualTo(730);
            assertThat(model.assumptions())
                    .anyMatch(each -> each.argument().equals("stride") && each.value().equals("8"));
        }
        try (LoadedModel model = load(tuned, Map.of("img_size", "224"))) {
            assertThat(model.network().summary().tokens()).isEqualTo(730);
        }
        try (LoadedModel model = load(tuned, Map.of("stride", "16"))) {
            assertThat(model.network().summary().imageHeight()).isEqualTo(432);
        }
    }

    @Test
    @DisplayName("positions that fit two images are a question with both readings")
    void twoReadings() {
        Path open = file(EditedWeights.of("vim_tiny").with("pos_embed", 0.01f, 1L, 226L, 16L));

        UndecidedReading question =
                catchThrowableOfType(UndecidedReading.class, () -> load(open, Map.of()));

        assertThat(question.readings())
                .extracting(Reading::options)
                .containsExactly(
                        "--set img_size=60 --set stride=4", "--set img_size=32 --set stride=2");
        assertThat(question)
                .hasMessageContaining("edited.safetensors")
                .hasMessageContaining("--set img_size=60 --set stride=4")
                .hasMessageContaining("--set img_size=32 --set stride=2");
        for (Reading reading : question.readings()) {
            try (LoadedModel model = load(open, reading.arguments())) {
                assertThat(model.network().summary().tokens()).isEqualTo(226);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("a block or stage that is missing between others is named")
    @CsvSource({
        "vim_small_midcls, layers.1., layers.1",
        "vmamba_small_v05noz, layers.1.blocks.0., layers.1.blocks.0",
        "vmamba_small_v05noz, layers.1., layers.1",
        "vmamba_small_v05noz, layers.2.blocks.0.op.in_proj, layers.2.blocks.0.op.in_proj.weight",
        "localvim_small_rope, layers.1.mixer.A_log_1, layers.1.mixer.A_log_1",
        "localvmamba_small, layers.1.blocks.0., layers.1.blocks.0",
    })
    void gaps(String golden, String missing, String named) {
        Path gap = file(EditedWeights.of(golden).without(name -> name.startsWith(missing)));
        Map<String, String> directions =
                golden.startsWith("localvim") ? Map.of("directions", "h,h,h,h") : Map.of();
        assertThatThrownBy(() -> load(gap, directions))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("edited.safetensors")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @DisplayName("a head of another name gives the same logits, and is said")
    @CsvSource({
        "vim_tiny, head, fc",
        "vim_tiny, head, classifier",
        "vim_tiny, head, head.fc",
        "vmamba_small_v0, classifier.head, head",
        "vmamba_small_v0, classifier.head, fc",
    })
    void headsOfOtherNames(String golden, String head, String name) {
        UnaryOperator<String> rename =
                each -> each.startsWith(head + ".") ? name + each.substring(head.length()) : each;
        Path renamed = file(EditedWeights.of(golden).renamed(rename));
        Map<String, String> size = golden.startsWith("vmamba") ? Map.of("imgsize", "32") : Map.of();
        try (LoadedModel model = load(renamed, size);
                LoadedModel original = load(Goldens.file(golden + ".safetensors"), size)) {
            assertThat(logits(model)).isEqualTo(logits(original));
            assertThat(model.notes()).anyMatch(note -> note.contains("called " + name + " in"));
        }
    }

    @ParameterizedTest
    @DisplayName("no head, or several layers that may be it, is one sentence")
    @ValueSource(strings = {"", "fc classifier"})
    void noSingleHead(String heads) {
        EditedWeights weights = EditedWeights.of("vim_tiny").without(name -> name.contains("head"));
        for (String head : heads.isEmpty() ? new String[0] : heads.split(" ")) {
            weights.with(head + ".weight", 1, 10L, 16L).with(head + ".bias", 0, 10L);
        }
        Path file = file(weights);
        assertThatThrownBy(() -> load(file, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("edited.safetensors")
                .hasMessageContaining(heads.isEmpty() ? "found none" : "fc, classifier");
    }

    @ParameterizedTest
    @DisplayName("weights of odd shapes end in one sentence that names them")
    @CsvSource({
        "vim_tiny, pos_embed, 1 1 16",
        "localvim_small_midcls, pos_embed, 1 1 32",
        "vim_tiny, pos_embed, 1 51 16",
        "vim_tiny, pos_embed, 16",
        "vim_tiny, layers.0.mixer.A_log, 32",
        "vim_tiny, patch_embed.proj.weight, 16 3 4",
        "vim_tiny, patch_embed.proj.weight, 16 3 4 8",
        "vim_tiny, layers.0.mixer.dt_proj.weight, 32 1 1",
        "vim_tiny_rotary, rope.freqs_cos, 63 16",
        "vim_tiny_rotary, rope.freqs_sin, 64 8",
        "vmamba_small_v0, layers.1.blocks.0.op.dt_projs_weight, 4 64",
        "vmamba_small_v0, layers.0.blocks.0.op.A_logs, 128",
        "localvmamba_small, layers.0.blocks.0.op.x_proj_weight, 3 33 32",
    })
    void oddShapes(String golden, String name, String shape) throws IOException {
        Long[] sizes = Arrays.stream(shape.split(" ")).map(Long::valueOf).toArray(Long[]::new);
        Path odd = file(EditedWeights.of(golden).with(name, 0.1f, sizes));
        Path json = Goldens.file("vim_small_midcls.json").resolveSibling(golden + ".json");
        if (Files.exists(json)) {
            Files.copy(json, folder.resolve("edited.json"));
        }
        assertThatThrownBy(() -> load(odd, Map.of()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(name.startsWith("layers.0.blocks.0.op.x") ? "scan" : name);
    }
}
