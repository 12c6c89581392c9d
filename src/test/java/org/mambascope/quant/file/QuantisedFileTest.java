package org.mambascope.quant.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.calibration.CalibrationChoice;
import org.mambascope.quant.calibration.CalibrationSet;
import org.mambascope.quant.calibration.CalibrationSource;
import org.mambascope.quant.layer.Execution;
import org.mambascope.quant.layer.LayerSubstitution;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.plan.BitPlan;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.LearningSetting;
import org.mambascope.quant.plan.Method;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.quant.plan.RoundingRule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** A quantised file is the quantised model. */
class QuantisedFileTest {
    private static final Path SAMPLE = Path.of("sample-models/vim-fmnist.safetensors");

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "vim_small_midcls, pts-smooth, w8a8",
        "vim_small_midcls, smoothquant-dynamic, w5a16",
        "vim_small_midcls, dynamic, w16a4",
        "localvim_small_rope, pts-smooth, w4a4",
        "vmamba_small_v05noz, pts-smooth, w4a8",
        "localvmamba_small, pts, w3a6",
        "vim_small_midcls, rotated-search, w4a4",
        "vim_small_midcls, ouromamba, w4a4",
    })
    @DisplayName("what is read is what was written, bit for bit, and answers alike")
    void roundTrip(String golden, String method, String bits) {
        LayerBits all = LayerBits.parse(bits);
        BitPlan plan = BitPlan.uniform(all.weight(), all.activation());
        Path file = folder.resolve("q.safetensors");
        CalibrationSet set = images(golden);

        List<QuantisedLayer> layers =
                quantise(golden, Method.named(method), plan, file).result().layers();

        try (WeightFile weights = WeightFiles.open(file)) {
            QuantisedFile read = QuantisedFile.read(weights);
            assertThat(read.layers()).isNotEmpty().isEqualTo(layers);
            assertThat(read.plan()).isEqualTo(plan);
            assertThat(read.complete()).isTrue();
            assertThat(read.provenance().source()).isEqualTo(golden + ".safetensors");
            assertThat(read.provenance().sha256()).hasSize(64);
            assertThat(read.provenance().method()).isEqualTo(method);
        }
        float[] expected;
        try (LoadedModel model =
                        ModelLoader.load(
                                Goldens.file(golden + ".safetensors"),
                                LoadOptions.DEFAULT,
                                Device.cpu());
                LayerSubstitution quantised = LayerSubstitution.simulate(model.network(), layers)) {
            assertThat(quantised).isNotNull();
            expected = logits(model, set);
        }
        try (RunnableModel opened = ModelOpener.open(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertSameTensors(golden, opened.model());
            // Libraries add in an order that depends on where arrays lie, so sums are not compared
            // bit by bit, and a last digit can move a value to the next level.
            assertThat(signalToNoise(expected, logits(opened.model(), set))).isGreaterThan(30);
        }
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "vim_small_midcls, rtn, w4a4",
        "vim_small_midcls, quarot, w4a4",
        "vim_small_midcls, pts-gptq, w4a4",
        "vmamba_small_v05noz, rotated-search, w4a3",
        "vim_small_midcls, rotated, w3a3",
        "vmamba_small_v05noz, rotated, w4a4",
        "vim_small_midcls, jlss, w4a4",
        "vim_small_midcls, mambaquant, w4a8",
        "localvmamba_small, mambaquant, w8a8",
        "vim_small_midcls, k-scaled, w8a8",
        "localvim_small_rope, k-scaled, w4a4",
        "vmamba_small_v05noz, ouromamba, w16a4",
    })
    @DisplayName("so it is with all other methods")
    void roundTripOfOtherMethods(String golden, String method, String bits) {
        roundTrip(golden, method, bits);
    }

    /** All but the weights that are codes, of which the layers are equal. */
    private static void assertSameTensors(String golden, LoadedModel model) {
        List<String> quantised =
                model.network().layers().stream().map(site -> site.weight().tensor()).toList();
        try (WeightFile original = WeightFiles.open(Goldens.file(golden + ".safetensors"))) {
            model.network()
                    .parameters()
                    .forEach(
                            (name, value) -> {
                                if (!quantised.contains(name)) {
                                    assertThat(value.toFloatArray())
                                            .as(name)
                                            .isEqualTo(original.floats(name));
                                }
                            });
        }
    }

    @Test
    @DisplayName("codes take a byte each above four bits, half a byte below, as the plan has it")
    void codesTakeTheirBits() {
        Path file = folder.resolve("q.safetensors");
        String eight = "layers.0.mixer.in_proj";
        String floating = "layers.1.mixer.out_proj";
        BitPlan plan =
                BitPlan.uniform(4, 4)
                        .with(eight, new LayerBits(8, 4))
                        .with(floating, LayerBits.FLOATING);

        quantise("vim_small_midcls", Method.PTS_SMOOTH, plan, file);

        try (WeightFile weights = WeightFiles.open(file)) {
            assertTensor(weights, eight + ".weight_codes", ElementType.I8, 192, 48);
            assertTensor(weights, eight + ".weight_step", ElementType.F32, 192, 1);
            assertTensor(weights, eight + ".act_step", ElementType.F32, 1, 17, 1);
            assertTensor(weights, eight + ".act_zero", ElementType.U8, 1, 17, 1);
            assertTensor(weights, eight + ".smooth", ElementType.F32, 48);
            String odd = "layers.0.mixer.dt_proj.weight_codes";
            assertTensor(weights, odd, ElementType.U8, 96, 2);
            assertTensor(weights, floating + ".weight", ElementType.F32, 48, 96);
            assertThat(weights.tensors()).doesNotContainKey(eight + ".weight");
            assertThat(weights.tensors()).doesNotContainKey(floating + ".weight_codes");
        }
    }

    @Test
    @DisplayName("a stacked weight stays while one of its parts is in floating point")
    void stackedWeightsStayWhileNeeded() {
        String scan = "layers.0.blocks.0.op.";
        Path whole = folder.resolve("whole.safetensors");
        Path partly = folder.resolve("partly.safetensors");
        BitPlan plan = BitPlan.uniform(4, 8);

        quantise("vmamba_small_v05noz", Method.RTN, plan, whole);
        quantise(
                "vmamba_small_v05noz",
                Method.RTN,
                plan.with(scan + "x_proj2", LayerBits.FLOATING),
                partly);

        try (WeightFile weights = WeightFiles.open(whole);
                WeightFile kept = WeightFiles.open(partly)) {
            assertThat(weights.tensors()).doesNotContainKey(scan + "x_proj_weight");
            assertTensor(kept, scan + "x_proj_weight", ElementType.F32, 4, 3, 16);
            assertThat(kept.tensors()).doesNotContainKey(scan + "dt_projs_weight");
            assertThat(ModelOpener.dequantised(weights).tensors().get(scan + "x_proj_weight"))
                    .isEqualTo(kept.tensors().get(scan + "x_proj_weight"));
        }
    }

    @Test
    @DisplayName("the dequantised state dict has the original's names and shapes")
    void dequantisedIsLikeTheOriginal() {
        Path file = folder.resolve("q.safetensors");
        quantise("vmamba_small_v05noz", Method.PTS_SMOOTH, BitPlan.uniform(8, 8), file);
        try (WeightFile weights = WeightFiles.open(file);
                WeightFile original =
                        WeightFiles.open(Goldens.file("vmamba_small_v05noz.safetensors"))) {
            WeightFile dequantised = ModelOpener.dequantised(weights);
            assertThat(dequantised.tensors())
                    .containsExactlyInAnyOrderEntriesOf(original.tensors());
            for (String name : original.tensors().keySet()) {
                assertThat(signalToNoise(original.floats(name), dequantised.floats(name)))
                        .as(name)
                        .isGreaterThan(30);
            }
        }
    }

    /** In dB. */
    private static double signalToNoise(float[] expected, float[] found) {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += expected[i] * expected[i];
            noise += Math.pow(expected[i] - found[i], 2);
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest(name = "{0}, {1} bits: at most {2}")
    @CsvSource({"pts-smooth, 8, 0.45", "pts-smooth, 4, 0.34", "rotated-search, 4, 0.48"})
    @DisplayName("a file of the sample model takes a share of the original's size")
    void filesAreSmall(String method, int bits, double share) throws IOException {
        Path file = folder.resolve("vim-fmnist.safetensors");
        QuantisationJob quantisation =
                new QuantisationJob(SAMPLE, LoadOptions.DEFAULT, Device.cpu(), file, "1");
        quantisation.run(
                model ->
                        new CalibrationSource(OptionalInt.of(4), CalibrationChoice.FIRST, 0)
                                .read(
                                        Path.of("sample-images/fashion-mnist"),
                                        model.preprocessing(),
                                        broken -> {
                                            throw broken;
                                        }),
                QuantisationPlan.of(Method.named(method), BitPlan.uniform(bits, bits)),
                Progress.NONE,
                QuantisationObserver.NONE);
        assertThat((double) Files.size(file) / Files.size(SAMPLE)).isLessThanOrEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamic", "jlss", "k-scaled", "ouromamba"})
    @DisplayName("every method can round with error feedback; bits are what the file says of it")
    void everyMethodRoundsWithErrorFeedback(String name) {
        String golden = "vim_small_midcls";
        Method method = Method.named(name);
        Path file = folder.resolve("q.safetensors");
        QuantisationPlan nearest =
                QuantisationPlan.of(method, BitPlan.uniform(4, 4))
                        .with(LearningSetting.DEFAULT.withEpochs(1));
        QuantisationPlan fedBack =
                new QuantisationPlan(
                        method,
                        method.recipe().rounding(RoundingRule.ERROR_FEEDBACK),
                        nearest.bits(),
                        nearest.setting(),
                        nearest.seed());
        List<List<QuantisedLayer>> found = new ArrayList<>();
        for (QuantisationPlan plan : List.of(nearest, fedBack)) {
            found.add(
                    quantisation(golden, file)
                            .run(
                                    _ -> images(golden),
                                    plan,
                                    Progress.NONE,
                                    QuantisationObserver.NONE)
                            .result()
                            .layers());
        }

        QuantisedLayer rounded = found.get(1).getFirst();
        assertThat(rounded.offset()).isPresent();
        assertThat(rounded.activations()).isEqualTo(found.get(0).getFirst().activations());
        assertThat(rounded.weights().orElseThrow().steps())
                .isEqualTo(found.get(0).getFirst().weights().orElseThrow().steps());
        assertThat(rounded.weights()).isNotEqualTo(found.get(0).getFirst().weights());
        try (WeightFile weights = WeightFiles.open(file)) {
            QuantisedFile read = QuantisedFile.read(weights);
            assertThat(read.layers()).isEqualTo(found.get(1));
            assertThat(read.provenance().rounding()).isEqualTo("gptq");
        }
        try (RunnableModel opened = ModelOpener.open(file, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(opened.model().notes().toString())
                    .contains(name.equals("ouromamba") ? "W4A4+O8" : "W4A4)");
        }
    }

    @Test
    @DisplayName("what is done when learning stops is kept, runs, and is where it goes on")
    void unfinishedWorkGoesOn() throws IOException {
        Path file = folder.resolve("q.safetensors");
        Path whole = folder.resolve("whole.safetensors");
        QuantisationPlan plan =
                QuantisationPlan.of(Method.JLSS, BitPlan.uniform(4, 4))
                        .with(LearningSetting.DEFAULT.withEpochs(1));
        boolean[] stop = {false};
        Progress stopping = stopping(stop);

        QuantisationJob quantisation = quantisation("vim_small_midcls", file);
        QuantisationObserver afterABlock =
                new QuantisationObserver() {
                    @Override
                    public void block(String block, List<QuantisedLayer> layers) {
                        stop[0] = true;
                    }
                };
        QuantisationJob.Outcome stopped =
                quantisation.run(_ -> images("vim_small_midcls"), plan, stopping, afterABlock);

        assertThat(stopped.result().complete()).isFalse();
        assertThat(stopped.file()).isEqualTo(quantisation.partial()).exists();
        assertThat(file).doesNotExist();
        try (RunnableModel opened =
                ModelOpener.open(stopped.file(), LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(opened.quantised().orElseThrow().layers()).hasSize(6);
        }

        stop[0] = false;
        QuantisationJob.Outcome stoppedAgain =
                quantisation.run(_ -> images("vim_small_midcls"), plan, stopping, afterABlock);
        assertThat(stoppedAgain.resumed()).isEqualTo(6);

        QuantisationJob.Outcome resumed =
                quantisation.run(
                        _ -> images("vim_small_midcls"),
                        plan,
                        Progress.NONE,
                        QuantisationObserver.NONE);
        QuantisationJob.Outcome atOnce =
                quantisation("vim_small_midcls", whole)
                        .run(
                                _ -> images("vim_small_midcls"),
                                plan,
                                Progress.NONE,
                                QuantisationObserver.NONE);

        assertThat(resumed.resumed()).isEqualTo(6);
        assertThat(resumed.file()).isEqualTo(file).exists();
        assertThat(quantisation.partial()).doesNotExist();
        assertThat(resumed.result().layers()).isEqualTo(atOnce.result().layers());
        assertThat(file).hasSameBinaryContentAs(whole);
    }

    private static Progress stopping(boolean[] stop) {
        return new Progress() {
            @Override
            public void report(long done, long total, String step) {}

            @Override
            public boolean isCancelled() {
                return stop[0];
            }
        };
    }

    @Test
    @DisplayName("a quantised file is not quantised again, and a damaged one is told")
    void wrongFilesAreTold() throws IOException {
        Path file = folder.resolve("q.safetensors");
        quantise("vim_small_midcls", Method.RTN, BitPlan.uniform(8, 8), file);
        QuantisationJob again =
                new QuantisationJob(
                        file,
                        LoadOptions.DEFAULT,
                        Device.cpu(),
                        folder.resolve("r.safetensors"),
                        "1");
        assertThatThrownBy(
                        () ->
                                again.run(
                                        _ -> images("vim_small_midcls"),
                                        QuantisationPlan.of(Method.RTN, BitPlan.uniform(4, 4)),
                                        Progress.NONE,
                                        QuantisationObserver.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("quantised already")
                .hasMessageContaining("vim_small_midcls.safetensors");

        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(
                file,
                text.replace("\"format_version\":\"1\"", "\"format_version\":\"9\"")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ModelOpener.open(file, LoadOptions.DEFAULT, Device.cpu()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("found format \"9\"");
    }

    @Test
    @DisplayName("an original runs as fp32, a file of 8 bits as integers, and neither as the other")
    void executionsAreApplied() {
        Path file = folder.resolve("q.safetensors");
        Path original = Goldens.file("vim_small_midcls.safetensors");
        quantise("vim_small_midcls", Method.RTN, BitPlan.uniform(8, 8), file);
        for (Map.Entry<Path, Execution> usual :
                Map.of(original, Execution.FP32, file, Execution.INT8).entrySet()) {
            try (RunnableModel opened =
                    ModelOpener.open(usual.getKey(), LoadOptions.DEFAULT, Device.cpu())) {
                assertThat(opened.execution()).isEqualTo(usual.getValue());
            }
            Execution other =
                    usual.getValue() == Execution.FP32 ? Execution.SIMULATED : Execution.FP32;
            assertThatThrownBy(
                            () ->
                                    ModelOpener.open(
                                            usual.getKey(),
                                            LoadOptions.DEFAULT,
                                            Device.cpu(),
                                            Optional.of(other)))
                    .isInstanceOf(Problem.class);
        }
    }

    private QuantisationJob quantisation(String golden, Path file) {
        return new QuantisationJob(
                Goldens.file(golden + ".safetensors"),
                LoadOptions.DEFAULT,
                Device.cpu(),
                file,
                "1");
    }

    private QuantisationJob.Outcome quantise(
            String golden, Method method, BitPlan plan, Path file) {
        return quantisation(golden, file)
                .run(
                        _ -> images(golden),
                        QuantisationPlan.of(method, plan),
                        Progress.NONE,
                        QuantisationObserver.NONE);
    }

    private static CalibrationSet images(String golden) {
        try (WeightFile file = WeightFiles.open(Goldens.file(golden + ".golden.safetensors"))) {
            List<Long> shape = file.tensors().get("images").shape();
            return new CalibrationSet(
                    golden,
                    shape.get(0).intValue(),
                    shape.get(2).intValue(),
                    shape.get(3).intValue(),
                    file.floats("images"));
        }
    }

    private static float[] logits(LoadedModel model, CalibrationSet set) {
        try (NDArray images =
                model.network()
                        .manager()
                        .create(
                                set.values(),
                                new Shape(set.count(), 3, set.height(), set.width()))) {
            return model.network().forward(images, Probe.NONE).toFloatArray();
        }
    }

    private static void assertTensor(
            WeightFile file, String name, ElementType type, long... shape) {
        assertThat(file.tensors()).containsKey(name);
        assertThat(file.tensors().get(name).type()).isEqualTo(type);
        assertThat(file.tensors().get(name).shape())
                .isEqualTo(LongStream.of(shape).boxed().toList());
    }
}
