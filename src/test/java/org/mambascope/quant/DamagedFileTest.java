package org.mambascope.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.file.ModelOpener;
import org.mambascope.quant.file.RunnableModel;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A quantised file that is damaged, or made to harm, is refused by what is wrong with it. */
class DamagedFileTest {
    private static final String LAYER = "layers.0.mixer.in_proj";

    @TempDir private static Path folder;

    /** Changes what is written. */
    private interface Damage {
        void to(Map<String, OutputTensor> tensors, Map<String, String> metadata);
    }

    @BeforeAll
    static void quantise() {
        new QuantisationJob(
                        Goldens.file("vim_small_midcls.safetensors"),
                        LoadOptions.DEFAULT,
                        Device.cpu(),
                        folder.resolve("whole.safetensors"),
                        "1")
                .run(
                        _ -> images(),
                        QuantisationPlan.of(Method.RTN, BitPlan.uniform(8, 8)),
                        Progress.NONE,
                        QuantisationObserver.NONE);
    }

    private static CalibrationSet images() {
        Path golden = Goldens.file("vim_small_midcls.golden.safetensors");
        try (WeightFile file = WeightFiles.open(golden)) {
            List<Long> shape = file.tensors().get("images").shape();
            return new CalibrationSet(
                    "golden",
                    shape.get(0).intValue(),
                    shape.get(2).intValue(),
                    shape.get(3).intValue(),
                    file.floats("images"));
        }
    }

    private static void refuses(Damage damage, String... parts) {
        Path damaged = folder.resolve("damaged.safetensors");
        try (WeightFile whole = WeightFiles.open(folder.resolve("whole.safetensors"))) {
            Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
            Map<String, OutputTensor> tensors = new LinkedHashMap<>();
            whole.tensors()
                    .forEach((name, it) -> tensors.put(name, tensor(whole, name, it.shape())));
            damage.to(tensors, metadata);
            SafetensorsWriter.write(damaged, tensors, metadata);
        }
        assertThatThrownBy(() -> ModelOpener.open(damaged, LoadOptions.DEFAULT, Device.cpu()))
                .isInstanceOf(Problem.class)
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    private static OutputTensor tensor(WeightFile file, String name, List<Long> shape) {
        return new OutputTensor(file.tensors().get(name).type(), shape, file.bytes(name));
    }

    private static Damage replacing(String entry, String old, String other) {
        return (_, metadata) -> {
            assertThat(metadata.get(entry)).contains(old);
            metadata.put(entry, metadata.get(entry).replace(old, other));
        };
    }

    private static Damage values(String name, float... values) {
        return (tensors, _) ->
                tensors.put(
                        name, OutputTensor.floats(List.of(1L, (long) values.length, 1L), values));
    }

    @ParameterizedTest
    @CsvSource({
        "provenance, whole, null, provenance",
        "provenance, whole, {}, provenance.method",
        "provenance, '\"method\":\"rtn\"', '\"method\":\"best\"', best",
        "provenance, '\"images\":', '\"pictures\":', images",
        "provenance, '\"epochs\":0', '\"epochs\":4294967296', 4294967296",
        "plan, '\"weight\":8', '\"weight\":4294967304', 4294967304",
        "plan, '\"weight\":8', '\"weights\":8', weight",
        "layers, whole, null, layers",
        "layers, 'in_proj\":48', 'in_proj\":0', in_proj",
        "layers, 'in_proj\":48', 'in_proj\":-1', in_proj",
        "layers, 'in_proj\":48', 'in_proj\":4294967344', 4294967344",
        "layers, 'in_proj\":48', 'in_proj\":47', in_proj",
        "layers, layers.0.mixer.in_proj, ../../../evil, ../../../evil",
        "layers, layers.0.mixer.in_proj, layers.9.mixer.in_proj, layers.9.mixer.in_proj",
        "model, whole, null, model",
        "complete, true, maybe, maybe",
    })
    @DisplayName("metadata are known names in their ranges")
    void metadata(String entry, String old, String other, String part) {
        refuses(
                old.equals("whole")
                        ? (_, metadata) -> metadata.put(entry, other)
                        : replacing(entry, old, other),
                "damaged.safetensors",
                part);
    }

    @Test
    @DisplayName("tensors have the sizes and values that the model needs")
    void tensors() {
        refuses((all, _) -> all.remove(LAYER + ".weight_codes"), LAYER, "weight_codes");
        refuses((all, _) -> all.remove(LAYER + ".weight_step"), LAYER, "weight_step");
        refuses(values(LAYER + ".weight_step", 1, 2), LAYER, "weight_step", "2", "192");
        refuses(values(LAYER + ".act_step", 0), LAYER, "0.0");
        refuses(values(LAYER + ".act_step", Float.NaN), LAYER, "NaN");
        refuses(values(LAYER + ".act_zero", 256), LAYER, "256", "255");
        refuses(values(LAYER + ".smooth", 1, 2), LAYER, "smooth", "2", "48");
        refuses(values("act_absmax", 1, 2), "act_absmax", "2");
        refuses(
                (all, _) -> {
                    values(LAYER + ".act_step", 1, 1).to(all, Map.of());
                    values(LAYER + ".act_zero", 0, 0).to(all, Map.of());
                },
                LAYER,
                "2 steps for 17 tokens");
        refuses(
                (all, _) -> {
                    OutputTensor codes = all.get(LAYER + ".weight_codes");
                    all.put(
                            LAYER + ".weight_codes",
                            new OutputTensor(codes.type(), List.of(48L, 192L), codes.data()));
                },
                LAYER,
                "[48, 192]",
                "48 bytes");
    }

    @Test
    @DisplayName("without the largest magnitudes, which only exports have, it is whole")
    void magnitudesMayBeUnknown() {
        Path without = folder.resolve("without.safetensors");
        try (WeightFile whole = WeightFiles.open(folder.resolve("whole.safetensors"))) {
            Map<String, OutputTensor> tensors = new LinkedHashMap<>();
            whole.tensors()
                    .forEach((name, it) -> tensors.put(name, tensor(whole, name, it.shape())));
            tensors.remove("act_absmax");
            SafetensorsWriter.write(without, tensors, whole.metadata());
        }
        try (RunnableModel opened = ModelOpener.open(without, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(opened.quantised().orElseThrow().maxima()).isEmpty();
        }
    }
}
