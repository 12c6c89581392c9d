package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Quantising, comparing and exporting from the command line. */
class QuantisationCommandsTest {
    private static final String SAMPLE = "sample-models/vim-fmnist.safetensors";
    private static final String IMAGES = "sample-images/fashion-mnist";
    private static final Path SMALL = Goldens.file("vim_small_midcls.safetensors");
    private static final Path CALIBRATION = Goldens.file("vim_small_midcls.ptq4vm.safetensors");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Commands.commandLine((_, _) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(out.toString());
    }

    private Path quantised(String method, int bits) {
        Path file = folder.resolve(method + bits + ".safetensors");
        assertThat(
                        run(
                                "quantize",
                                SMALL,
                                "--method",
                                method,
                                "--weight-bits",
                                bits,
                                "--activation-bits",
                                bits,
                                "--calibration",
                                CALIBRATION,
                                "--setting",
                                "published",
                                "--epochs",
                                0,
                                "--out",
                                file,
                                "--json"))
                .as(err.toString())
                .isZero();
        return file;
    }

    @Test
    @DisplayName("quantize without epochs finds the original code's scales, steps and zero points")
    void quantizeFindsTheGoldens() throws IOException {
        Path file = quantised("jlss", 4);
        assertThat(json().at("/complete").asBoolean()).isTrue();
        assertThat(json().at("/layers").asInt()).isEqualTo(18);
        assertThat(json().at("/bytes").asLong()).isEqualTo(Files.size(file));
        int values = 0;
        int agreeing = 0;
        try (WeightFile found = WeightFiles.open(file);
                WeightFile goldens = WeightFiles.open(CALIBRATION)) {
            String prefix = "w4a4.init.layers.";
            for (String golden : goldens.tensors().keySet()) {
                if (golden.startsWith(prefix)) {
                    String name = golden.substring("w4a4.init.".length());
                    assertThat(found.tensors()).containsKey(name);
                    assertThat(found.tensors().get(name).shape())
                            .isEqualTo(goldens.tensors().get(golden).shape());
                    float[] expected = goldens.floats(golden);
                    float[] actual = found.floats(name);
                    for (int i = 0; i < expected.length; i++) {
                        values++;
                        double tolerance = 1e-4 * Math.abs(expected[i]);
                        agreeing += Math.abs(actual[i] - expected[i]) <= tolerance ? 1 : 0;
                    }
                }
            }
        }
        assertThat(values).isPositive();
        assertThat((double) agreeing / values).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    @DisplayName("every command opens a quantised file")
    void everyCommandOpensIt() throws IOException {
        Path file = quantised("rtn", 8);
        assertThat(run("inspect", file, "--json")).as(err.toString()).isZero();
        assertThat(json().at("/model/family").asText()).isEqualTo("Vim");
        assertThat(json().at("/notes").toString())
                .contains("18 layers are quantised (Round to nearest, W8A8)");
        Path logits = folder.resolve("logits.safetensors");
        Path images = Goldens.file("vim_small_midcls.golden.safetensors");
        assertThat(run("run", file, "--input", images, "--output", logits)).isZero();
        try (WeightFile found = WeightFiles.open(logits);
                WeightFile goldens = WeightFiles.open(images)) {
            assertThat(found.floats("logits"))
                    .hasSameSizeAs(goldens.floats("logits"))
                    .isNotEqualTo(goldens.floats("logits"));
        }
    }

    @Test
    @DisplayName("evaluate compares models with a reference on the same images")
    void evaluateComparesWithAReference() throws IOException {
        Path file = folder.resolve("vim-int8.safetensors");
        assertThat(
                        run(
                                "quantize",
                                SAMPLE,
                                "--method",
                                "rtn",
                                "--weight-bits",
                                8,
                                "--activation-bits",
                                8,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                8,
                                "--out",
                                file))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("Round to nearest, W8A8, 48 layers");
        assertThat(
                        run(
                                "evaluate",
                                SAMPLE,
                                file,
                                "--dataset",
                                IMAGES,
                                "--limit",
                                64,
                                "--reference",
                                SAMPLE,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode original = json().get(0);
        JsonNode quantised = json().get(1);
        assertThat(original.get("precision").asText()).isEqualTo("fp32");
        assertThat(original.get("agreement").asDouble()).isEqualTo(100);
        assertThat(original.get("sqnr_db").asDouble(Double.POSITIVE_INFINITY)).isGreaterThan(100);
        assertThat(original.get("p_value").asDouble()).isEqualTo(1);
        assertThat(quantised.get("precision").asText()).isEqualTo("int8");
        assertThat(quantised.get("sqnr_db").asDouble()).isBetween(5.0, 60.0);
        assertThat(quantised.get("top1").asDouble())
                .isBetween(
                        quantised.at("/top1_interval/0").asDouble(),
                        quantised.at("/top1_interval/1").asDouble());
    }

    @Test
    @DisplayName("evaluate in half precision hardly changes answers, and says what it computed")
    void evaluateInHalfPrecision() throws IOException {
        assertThat(
                        run(
                                "evaluate",
                                SAMPLE,
                                "--dataset",
                                IMAGES,
                                "--limit",
                                32,
                                "--precision",
                                "fp16",
                                "--reference",
                                SAMPLE,
                                "--json"))
                .as(err.toString())
                .isZero();
        assertThat(json().get("precision").asText()).isEqualTo("fp16");
        assertThat(json().get("computed").asText())
                .isEqualTo("linear layers rounded to fp16, computed in fp32: no fast kernel here");
        assertThat(json().get("sqnr_db").asDouble()).isBetween(40.0, 100.0);
    }

    @Test
    @DisplayName("sensitivity ranks the layers, each quantised alone")
    void sensitivityRanksLayers() throws IOException {
        assertThat(
                        run(
                                "sensitivity",
                                SAMPLE,
                                "--bits",
                                "w3a3",
                                "--dataset",
                                IMAGES,
                                "--limit",
                                8,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                4,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode rows = json().get("rows");
        assertThat(rows).hasSize(48);
        assertThat(rows.at("/0/layer").asText()).endsWith("out_proj");
        assertThat(rows.at("/0/SQNR dB").asDouble()).isLessThan(rows.at("/47/SQNR dB").asDouble());
    }

    @Test
    @DisplayName("compare makes one table of methods and bits")
    void compareMakesOneTable() throws IOException {
        Path table = folder.resolve("table.csv");
        assertThat(
                        run(
                                "compare",
                                SAMPLE,
                                "--methods",
                                "rtn,pts",
                                "--bits",
                                "w8a8,w4a4",
                                "--dataset",
                                IMAGES,
                                "--limit",
                                32,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                8,
                                "--table",
                                table,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode rows = json().get("rows");
        assertThat(rows).hasSize(5);
        assertThat(rows.at("/0/agreement %").asDouble()).isEqualTo(100);
        assertThat(rows.at("/2/method").asText()).isEqualTo("pts");
        assertThat(rows.at("/2/bits").asText()).isEqualTo("W8A8");
        assertThat(rows.at("/2/SQNR dB").asDouble())
                .isGreaterThan(rows.at("/4/SQNR dB").asDouble());
        assertThat(rows.at("/4/bytes").asLong()).isLessThan(rows.at("/2/bytes").asLong());
        assertThat(Files.readAllLines(table)).hasSize(6);
    }

    @Test
    @Tag("slow")
    @DisplayName("compare says what each part of the rotated method adds, tested against jlss")
    void compareSaysWhatPartsAdd() throws IOException {
        assertThat(
                        run(
                                "compare",
                                SAMPLE,
                                "--ablate",
                                "--bits",
                                "w4a4",
                                "--epochs",
                                1,
                                "--dataset",
                                IMAGES,
                                "--limit",
                                32,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                8,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode rows = json().get("rows");
        assertThat(rows.findValuesAsText("method"))
                .containsExactly(
                        "original",
                        "jlss",
                        "PTS + σ",
                        "+ H",
                        "+ μ",
                        "+ GPTQ",
                        "+ bias correction",
                        "+ learning");
        assertThat(rows.at("/1/p jlss").asDouble()).isEqualTo(1);
        assertThat(rows.at("/2/adds dB").isNumber()).isFalse();
        double sum = rows.at("/2/SQNR dB").asDouble();
        for (int row = 3; row < rows.size(); row++) {
            sum += rows.get(row).get("adds dB").asDouble();
            assertThat(rows.get(row).get("SQNR dB").asDouble()).isCloseTo(sum, within(1e-6));
            assertThat(rows.get(row).get("p jlss").asDouble()).isBetween(0.0, 1.0);
        }
    }

    @Test
    @DisplayName("compare without methods or an ablation says what is missing")
    void compareNeedsMethods() {
        assertThat(run("compare", SAMPLE, "--dataset", IMAGES, "--calibration", IMAGES))
                .isNotZero();
        assertThat(err.toString()).contains("--methods").contains("--ablate");
    }

    @Test
    @DisplayName("export writes a state dict under the original keys, and steps with maxima")
    void exportWritesWhatOthersRead() throws IOException {
        Path file = quantised("pts-smooth", 8);
        Path folder = this.folder.resolve("export");
        assertThat(run("export", file, "--format", "pytorch", "--out", folder))
                .as(err.toString())
                .isZero();
        try (WeightFile original = WeightFiles.open(SMALL);
                WeightFile exported = WeightFiles.open(folder.resolve("pts-smooth8.safetensors"))) {
            assertThat(exported.tensors()).containsExactlyInAnyOrderEntriesOf(original.tensors());
        }
        try (ZipFile steps = new ZipFile(folder.resolve("pts-smooth8.npz").toFile())) {
            assertThat(steps.size()).isEqualTo(3 * 18);
            String layer = "layers.1.mixer.dt_proj_b";
            assertThat(steps.getEntry(layer + ".act_step.npy")).isNotNull();
            assertThat(steps.getEntry(layer + ".act_zero.npy")).isNotNull();
            byte[] maxima =
                    steps.getInputStream(steps.getEntry("act_absmax." + layer + ".npy"))
                            .readAllBytes();
            try (WeightFile goldens = WeightFiles.open(CALIBRATION)) {
                float[] expected = goldens.floats("act_absmax." + layer);
                FloatBuffer values =
                        ByteBuffer.wrap(
                                        maxima,
                                        maxima.length - Float.BYTES * expected.length,
                                        Float.BYTES * expected.length)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .asFloatBuffer();
                for (float value : expected) {
                    assertThat(values.get()).isCloseTo(value, Percentage.withPercentage(0.1));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "--weight-bits 9 --activation-bits 8, 2 to 8 bits",
        "--weight-bits 8, --activation-bits",
        "--weight-bits 8 --activation-bits 8 --calibration-images 0, at least one",
        "--weight-bits 8 --activation-bits 8 --alpha 2, between 0 and 1",
        "--weight-bits 8 --activation-bits 8 --setting best, 'default, published'",
        "--weight-bits 8 --activation-bits 8 --epochs -1, 0 epochs",
        "--weight-bits 8 --activation-bits 8 --calibration-choice by-class, no labels",
        "--plan PLAN, layers.99.mixer.in_proj",
        "--weight-bits 8 --activation-bits 8 --calibration-choice middle, by-class",
    })
    @DisplayName("wrong options are told in a line, and nothing is written")
    void wrongOptionsAreTold(String options, String words) throws IOException {
        Path plan =
                Files.writeString(
                        folder.resolve("plan.json"),
                        "{\"weight\": 8, \"activation\": 8, \"layers\": {\"layers.99.mixer.in_proj\": {\"weight\": 4}}}");
        Path file = folder.resolve("never.safetensors");
        Stream<String> line =
                Stream.concat(
                        Stream.of(
                                "quantize",
                                SMALL.toString(),
                                "--method",
                                "jlss",
                                "--calibration",
                                CALIBRATION.toString(),
                                "--out",
                                file.toString()),
                        Stream.of(options.replace("PLAN", plan.toString()).split(" ")));
        assertThat(run(line.toArray())).isEqualTo(1);
        assertThat(err.toString()).contains(words).doesNotContain("Exception");
        assertThat(file).doesNotExist();
    }

    @Test
    @DisplayName(
            "a plan for another model is refused by file and nearest layer before images are read")
    void planOfOtherLayersIsRefusedFirst() throws IOException {
        Path plan =
                Files.writeString(
                        folder.resolve("plan.json"),
                        "{\"layers\": {\"layers.0.mixer.in_porj\": {\"weight\": 4}}}");

        int code =
                run(
                        "quantize",
                        SMALL,
                        "--method",
                        "rtn",
                        "--plan",
                        plan,
                        "--calibration",
                        folder.resolve("missing"),
                        "--out",
                        folder.resolve("never.safetensors"));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains(plan + ": layers", "layers.0.mixer.in_porj", "layers.0.mixer.in_proj")
                .doesNotContain("missing");
    }

    @Test
    @DisplayName("calibration images of another size are told with both sizes")
    void otherSizesAreTold() {
        Path file = folder.resolve("never.safetensors");
        assertThat(
                        run(
                                "quantize",
                                SAMPLE,
                                "--method",
                                "rtn",
                                "--weight-bits",
                                8,
                                "--activation-bits",
                                8,
                                "--calibration",
                                CALIBRATION,
                                "--out",
                                file))
                .isEqualTo(1);
        assertThat(err.toString()).contains("32 × 32").contains("64 × 64");
        assertThat(file).doesNotExist();
    }
}
