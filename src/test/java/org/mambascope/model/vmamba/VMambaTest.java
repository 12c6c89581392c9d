package org.mambascope.model.vmamba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.Probe;
import org.mambascope.model.TokenOrder;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

class VMambaTest {
    @TempDir Path directory;

    @ParameterizedTest
    @DisplayName("every scan sees the same tokens, each at the position that its order tells")
    @CsvSource({"vmamba_small_v0, 32", "vmamba_small_v05noz, 64", "localvmamba_small, 56"})
    void ordersTellWhichTokenStandsWhere(String name, int size) {
        try (LoadedModel model = golden(name)) {
            Map<String, float[]> seen = record(model, size);
            for (ObservationPoint point : model.network().points()) {
                if (point.kind().startsWith("x_proj")) {
                    String first = point.name().replaceFirst("x_proj\\d", "x_proj0");
                    assertThat(onGrid(point, seen.get(point.name())))
                            .as(point.name())
                            .isEqualTo(onGrid(point(model, first), seen.get(first)));
                }
            }
        }
    }

    @Test
    @DisplayName("the cross scan's layers stand in row, column, and both reversed orders")
    void crossScan() {
        try (LoadedModel model = golden("vmamba_small_v05noz")) {
            TokenOrder rows = TokenOrder.rowMajor(16, 16);
            String op = "layers.0.blocks.0.op.";

            assertThat(point(model, op + "dt_proj0.input").order()).isEqualTo(rows);
            assertThat(point(model, op + "dt_proj1.input").order().cells())
                    .startsWith(0, 16, 32)
                    .endsWith(239, 255);
            assertThat(point(model, op + "dt_proj2.input").order()).isEqualTo(rows.reversed());
            assertThat(point(model, op + "dt_proj3.input").order())
                    .isEqualTo(point(model, op + "dt_proj1.input").order().reversed());
            assertThat(point(model, "layers.1.blocks.0.out").order())
                    .isEqualTo(TokenOrder.rowMajor(8, 8));
        }
    }

    @ParameterizedTest
    @DisplayName("points are offered in the order in which they are listed, as large as they say")
    @CsvSource({"vmamba_small_v0, 32", "vmamba_small_v05noz, 64", "localvmamba_small, 56"})
    void pointsAreOffered(String name, int size) {
        try (LoadedModel model = golden(name)) {
            List<ObservationPoint> points = model.network().points();

            Map<String, float[]> seen = record(model, size);

            assertThat(seen.keySet())
                    .containsSubsequence(points.stream().map(ObservationPoint::name).toList());
            assertThat(points)
                    .allSatisfy(
                            point ->
                                    assertThat(seen.get(point.name()))
                                            .hasSize(point.tokens() * point.channels()));
        }
    }

    @ParameterizedTest
    @DisplayName("images of another size run: grids shrink, odd ones are filled or cropped")
    @CsvSource({
        "vmamba_small_v0, 36, 81, 25",
        "vmamba_small_v0, 51, 144, 36",
        "vmamba_small_v05noz, 60, 225, 64",
        "localvmamba_small, 76, 361, 100"
    })
    void otherSizes(String name, int size, int tokens, int nextTokens) {
        try (LoadedModel model = open(Goldens.file(name + ".safetensors"), size)) {
            Map<String, float[]> seen = record(model, size);

            assertThat(model.network().summary().tokens()).isEqualTo(tokens);
            assertThat(point(model, "layers.1.blocks.0.out").tokens()).isEqualTo(nextTokens);
            assertThat(seen.get("layers.1.blocks.0.out"))
                    .hasSize(nextTokens * 32)
                    .doesNotContain(Float.NaN);
        }
    }

    @Test
    @DisplayName("images of a size for which the model was not opened are refused")
    void wrongSize() {
        try (LoadedModel model = golden("vmamba_small_v0")) {
            assertThatThrownBy(() -> record(model, 36))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("32 × 32")
                    .hasMessageContaining("36 × 36");
        }
    }

    @ParameterizedTest
    @DisplayName("forward passes leave nothing behind")
    @ValueSource(strings = {"vmamba_small_v0", "localvmamba_small"})
    void nothingIsLeftBehind(String name) {
        try (LoadedModel model = golden(name)) {
            NDManager manager = model.network().manager();
            int size = model.network().summary().imageHeight();
            record(model, size);
            int before = manager.getManagedArrays().size();

            record(model, size);

            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    @DisplayName("parts of stacked weights share the memory of the whole")
    void partsShareMemory() {
        try (LoadedModel model = golden("vmamba_small_v0")) {
            String name = "layers.0.blocks.0.op.A_logs";
            NDArray part = model.network().leaves().get(name + ".2");

            part.muli(0).addi(5);

            NDArray whole = model.network().parameters().get(name);
            assertThat(part.getShape()).isEqualTo(new Shape(32, 16));
            assertThat(whole.get("64:96").eq(5).all().getBoolean()).isTrue();
            assertThat(whole.get("0:64").eq(5).any().getBoolean()).isFalse();
            assertThat(model.network().leaves()).doesNotContainKey(name).containsKey(name + ".3");
        }
    }

    @Test
    @DisplayName("names and shapes of earlier code give the same model")
    void earlierNames() {
        Path earlier =
                rewritten(
                        "vmamba_small_v0",
                        name ->
                                name.replace("patch_embed.0.", "patch_embed.proj.")
                                        .replace("patch_embed.2.", "patch_embed.norm.")
                                        .replace("classifier.", "")
                                        .replace(".op.", ".self_attention.")
                                        .replaceFirst("(blocks.\\d+).norm.", "$1.ln_1."));
        try (LoadedModel model = golden("vmamba_small_v0");
                LoadedModel renamed = open(earlier, 32)) {
            assertThat(renamed.network().parameters())
                    .containsOnlyKeys(model.network().parameters().keySet());
            assertThat(record(renamed, 32)).usingRecursiveComparison().isEqualTo(record(model, 32));
        }
    }

    @Test
    @DisplayName("linear layers stored as 1 × 1 convolutions give the same model")
    void convolutionsOfOne() {
        Path convolutions =
                rewritten(
                        "vmamba_small_v0",
                        UnaryOperator.identity(),
                        (name, shape) ->
                                name.contains("_proj.weight")
                                        ? List.of(shape.get(0), shape.get(1), 1L, 1L)
                                        : shape);
        try (LoadedModel model = golden("vmamba_small_v0");
                LoadedModel reshaped = open(convolutions, 32)) {
            assertThat(record(reshaped, 32))
                    .usingRecursiveComparison()
                    .isEqualTo(record(model, 32));
        }
    }

    @Test
    @DisplayName("without a description the published size and directions are assumed, and said")
    void assumptions() {
        Path undescribed = rewritten("vmamba_small_v0", UnaryOperator.identity());
        try (LoadedModel model = ModelLoader.load(undescribed, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.network().summary().imageHeight()).isEqualTo(224);
            assertThat(model.notes()).anySatisfy(note -> assertThat(note).contains("224 × 224"));
        }
    }

    @Test
    @DisplayName("directions that neither a description nor a published size tells are asked for")
    void unknownDirections() {
        Path undescribed = rewritten("localvmamba_small", UnaryOperator.identity());

        assertThatThrownBy(() -> ModelLoader.load(undescribed, LoadOptions.DEFAULT, Device.cpu()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("\"directions\"");
    }

    @Test
    @DisplayName("directions that do not fit the number of blocks are refused")
    void misfittingDirections() {
        LoadOptions options =
                new LoadOptions(
                        Optional.empty(), Optional.empty(), Map.of("directions", "h,v,w2,w7"));

        assertThatThrownBy(
                        () ->
                                ModelLoader.load(
                                        Goldens.file("localvmamba_small.safetensors"),
                                        options,
                                        Device.cpu()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("4 scan directions for each of 3 blocks");
    }

    @ParameterizedTest
    @DisplayName("variants that compute something else are refused, not run as if they did not")
    @CsvSource({"forward_type, v052d", "ssm_act_layer, relu", "norm_layer, bn"})
    void otherVariants(String argument, String value) {
        LoadOptions options =
                new LoadOptions(Optional.empty(), Optional.empty(), Map.of(argument, value));

        assertThatThrownBy(
                        () ->
                                ModelLoader.load(
                                        Goldens.file("vmamba_small_v0.safetensors"),
                                        options,
                                        Device.cpu()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(argument + " = " + value);
    }

    private static LoadedModel golden(String name) {
        return ModelLoader.load(
                Goldens.file(name + ".safetensors"), LoadOptions.DEFAULT, Device.cpu());
    }

    private static LoadedModel open(Path file, int size) {
        LoadOptions options =
                new LoadOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("imgsize", String.valueOf(size)));
        return ModelLoader.load(file, options, Device.cpu());
    }

    private Path rewritten(String golden, UnaryOperator<String> rename) {
        return rewritten(golden, rename, (name, shape) -> shape);
    }

    private Path rewritten(
            String golden,
            UnaryOperator<String> rename,
            BiFunction<String, List<Long>, List<Long>> reshape) {
        Path target = directory.resolve("rewritten.safetensors");
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        try (WeightFile file = WeightFiles.open(Goldens.file(golden + ".safetensors"))) {
            file.tensors()
                    .forEach(
                            (name, tensor) ->
                                    tensors.put(
                                            rename.apply(name),
                                            OutputTensor.floats(
                                                    reshape.apply(name, tensor.shape()),
                                                    file.floats(name))));
        }
        SafetensorsWriter.write(target, tensors, Map.of());
        return target;
    }

    /** Everything that one image of fixed noise makes a model offer, and its logits. */
    private static Map<String, float[]> record(LoadedModel model, int size) {
        Map<String, float[]> seen = new LinkedHashMap<>();
        Probe probe =
                new Probe() {
                    @Override
                    public boolean wants(String point) {
                        return true;
                    }

                    @Override
                    public void take(String point, NDArray value) {
                        seen.put(point, value.toFloatArray());
                    }
                };
        float[] noise = new float[3 * size * size];
        Random random = new Random(3);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        NDManager manager = model.network().manager();
        try (NDArray images = manager.create(noise, new Shape(1, 3, size, size));
                NDArray logits = model.network().forward(images, probe)) {
            seen.put("logits", logits.toFloatArray());
        }
        return seen;
    }

    private static ObservationPoint point(LoadedModel model, String name) {
        return model.network().points().stream()
                .filter(point -> point.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a point saw, patch by patch; padding must be zero. */
    private static List<List<Float>> onGrid(ObservationPoint point, float[] seen) {
        TokenOrder order = point.order();
        List<List<Float>> patches = new ArrayList<>();
        for (int patch = 0; patch < order.rows() * order.columns(); patch++) {
            patches.add(List.of());
        }
        for (int position = 0; position < order.length(); position++) {
            List<Float> token = new ArrayList<>();
            for (int channel = 0; channel < point.channels(); channel++) {
                token.add(seen[position * point.channels() + channel]);
            }
            if (order.cell(position).isPresent()) {
                patches.set(order.cell(position).getAsInt(), token);
            } else {
                assertThat(token).containsOnly(0f);
            }
        }
        return patches;
    }
}
