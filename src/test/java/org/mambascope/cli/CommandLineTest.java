package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class CommandLineTest {
    private static final String MODEL = "sample-models/vim-fmnist.safetensors";
    private static final String IMAGES = "sample-images/fashion-mnist";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> opened = new ArrayList<>();

    private int run(Object... arguments) {
        CommandLine line =
                Commands.commandLine(
                        (model, images) -> {
                            opened.add(model + " " + images);
                            return 0;
                        });
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return line.execute(words);
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(out.toString());
    }

    @ParameterizedTest
    @CsvSource({"analyze, analyse", "quantize, quantise"})
    @DisplayName("commands are known by both spellings")
    void spellings(String american, String british) {
        Map<String, CommandLine> commands = Commands.commandLine((_, _) -> 0).getSubcommands();

        assertThat(commands.get(british).getCommandName()).isEqualTo(american);
    }

    @Test
    @DisplayName("inspect says what the model is, as nothing but JSON")
    void inspectDescribesTheModel() throws IOException {
        assertThat(run("inspect", MODEL, "--json")).isZero();
        assertThat(json().at("/model/family").asText()).isEqualTo("Vim");
        assertThat(json().at("/model/form").asText()).isEqualTo("class token in the middle");
        assertThat(json().at("/model/parameters").asLong()).isEqualTo(334_218);
        assertThat(json().at("/model/tokens").asInt()).isEqualTo(65);
        assertThat(json().at("/layers")).hasSize(8 * 6);
        assertThat(json().at("/layers/0/name").asText()).isEqualTo("layers.0.mixer.in_proj");
        assertThat(json().at("/classes/9").asText()).isEqualTo("Ankle boot");
    }

    @Test
    @DisplayName("what the weights cannot tell is said, unless the user chose it")
    void assumptionsAreSaid() throws IOException {
        Path weights = Goldens.file("vim_headcls_nodiv.safetensors");
        Path alone = folder.resolve("alone.safetensors");
        assertThat(copy(weights, alone)).exists();

        assertThat(run("inspect", alone)).isZero();
        assertThat(err.toString())
                .contains("Assumed, since the weights cannot tell")
                .contains("class token in the middle")
                .contains("both directions averaged");
        assertThat(out.toString())
                .contains("norm_epsilon=1.0E-5  norms add 1.0E-5 (the original's default)");

        out.getBuffer().setLength(0);
        assertThat(run("inspect", alone, "--json")).isZero();
        assertThat(json().at("/assumptions").findValuesAsText("argument"))
                .contains("use_middle_cls_token", "norm_epsilon", "if_bidirectional");
        assertThat(json().at("/assumptions/0/reason").asText())
                .isEqualTo("as in the published models");

        err.getBuffer().setLength(0);
        assertThat(
                        run(
                                "inspect",
                                alone,
                                "--set",
                                "use_middle_cls_token=false",
                                "--set",
                                "if_divide_out=false",
                                "--set",
                                "stride=8"))
                .isZero();
        assertThat(err.toString()).doesNotContain("Assumed");
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("predict names five classes, the probable ones first")
    void predictNamesFiveClasses() throws IOException {
        assertThat(run("predict", MODEL, IMAGES + "/pictures/1-trouser-1.png", "--json")).isZero();
        assertThat(json()).hasSize(1);
        JsonNode predictions = json().at("/0/predictions");
        assertThat(predictions).hasSize(5);
        assertThat(predictions.at("/0/name").asText()).isEqualTo("Trouser");
        assertThat(predictions.at("/0/probability").asDouble())
                .isBetween(predictions.at("/1/probability").asDouble(), 1.0);
    }

    @Test
    @DisplayName("a broken picture is reported, the others are predicted, and the command fails")
    void brokenPicturesAreReported() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");
        assertThat(run("predict", MODEL, IMAGES + "/pictures/1-trouser-1.png", broken, "--json"))
                .isEqualTo(1);
        assertThat(json()).hasSize(1);
        assertThat(err.toString()).contains("broken.png");
    }

    @Test
    @DisplayName("evaluate counts the first images of the test split")
    void evaluateMeasuresAccuracy() throws IOException {
        assertThat(run("evaluate", MODEL, "--dataset", IMAGES, "--limit", 200, "--json")).isZero();
        assertThat(json().at("/images").asLong()).isEqualTo(200);
        assertThat(json().at("/top1").asDouble()).isBetween(84.0, 95.0);
        assertThat(json().at("/top5").asDouble()).isBetween(98.0, 100.0);
    }

    @Test
    @DisplayName("benchmark says how long a model takes and for what, as nothing but JSON")
    void benchmarkMeasures() throws IOException {
        assertThat(run("benchmark", MODEL, "--batch", "1,2", "--rounds", 3, "--json")).isZero();
        assertThat(json().at("/results")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode result = json().at("/results/" + i);
            assertThat(result.at("/precision").asText()).isEqualTo("fp32");
            assertThat(result.at("/batch").asInt()).isEqualTo(i + 1);
            double median = result.at("/median_ms").asDouble();
            assertThat(median).isPositive();
            assertThat(result.at("/p95_ms").asDouble()).isGreaterThanOrEqualTo(median);
            assertThat(result.at("/images_per_s").asDouble())
                    .isCloseTo(1e3 * (i + 1) / median, within(1e-6));
            assertThat(result.at("/limit_ms").asDouble()).isPositive();
            assertThat(result.at("/integer_layers").asInt()).isZero();
            assertThat(result.at("/sqnr_db").asDouble()).isGreaterThan(80);
            assertThat(result.at("/share").properties().stream().map(Map.Entry::getKey))
                    .containsExactly("gemm", "scan", "conv", "norm", "other");
            assertThat(
                            result.at("/share").properties().stream()
                                    .mapToDouble(part -> part.getValue().asDouble())
                                    .sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vim_small_midcls.pth, vim_small_midcls",
        "vim_small_midcls.safetensors, vim_small_midcls",
        "vim_headcls_nodiv.pth, vim_headcls_nodiv",
        "vim_headcls_nodiv.safetensors, vim_headcls_nodiv",
        "localvim_small_rope.pth, localvim_small_rope",
        "localvim_small_rope.safetensors, localvim_small_rope",
        "localvim_small_midcls.pth, localvim_small_midcls",
        "localvim_small_midcls.safetensors, localvim_small_midcls",
        "vmamba_small_v05noz.pth, vmamba_small_v05noz",
        "vmamba_small_v05noz.safetensors, vmamba_small_v05noz",
        "vmamba_small_v0.pth, vmamba_small_v0",
        "vmamba_small_v0.safetensors, vmamba_small_v0",
        "localvmamba_small.pth, localvmamba_small",
        "localvmamba_small.safetensors, localvmamba_small",
    })
    @DisplayName(
            "run --capture writes the original code's tensors under their names, from both forms of"
                    + " file")
    void runReproducesTheGoldens(String weights, String golden) {
        Path result = folder.resolve("result.safetensors");
        Path expected = Goldens.file(golden + ".golden.safetensors");
        assertThat(
                        run(
                                "run",
                                Goldens.file(weights),
                                "--input",
                                expected,
                                "--output",
                                result,
                                "--capture"))
                .isZero();
        try (WeightFile actual = WeightFiles.open(result);
                WeightFile goldens = WeightFiles.open(expected)) {
            assertThat(actual.tensors().keySet())
                    .anyMatch(name -> name.matches(".*scan_?0?\\.delta"));
            for (String name : goldens.tensors().keySet()) {
                if (isCaptured(name)) {
                    assertThat(actual.tensors()).containsKey(name);
                    assertThat(actual.tensors().get(name).shape())
                            .isEqualTo(goldens.tensors().get(name).shape());
                    Goldens.assertClose(name, actual.floats(name), goldens.floats(name));
                }
            }
        }
    }

    /** The golden keeps only the last of several calls of the direction attention. */
    private static boolean isCaptured(String name) {
        return !name.equals("images") && !name.equals("logits_fp64") && !name.contains(".attn.");
    }

    @Test
    @DisplayName("analyze writes a page, statistics, figures of the chosen blocks and raw values")
    void analyzeWritesStatisticsAndFigures() throws IOException {
        assertThat(
                        run(
                                "analyze",
                                MODEL,
                                "--images",
                                IMAGES,
                                "--limit",
                                3,
                                "--blocks",
                                4,
                                "--raw",
                                "--out",
                                folder,
                                "--json"))
                .isZero();
        assertThat(json().at("/images").asInt()).isEqualTo(3);
        assertThat(json().at("/findings")).isNotEmpty();
        assertThat(json().at("/stability")).hasSize(3);
        assertThat(json().at("/stability/0/resamples").asInt()).isEqualTo(200);

        Path point = folder.resolve("points/layers.4.mixer.out_proj.input");
        assertThat(folder.resolve("report.html")).content().contains("vim-fmnist");
        assertThat(point.resolve("token-variance.svg")).content().contains("<svg");
        assertThat(point.resolve("long-tail.png")).isNotEmptyFile();
        assertThat(point.resolve("channel-outliers.svg")).exists();
        assertThat(folder.resolve("points/layers.3.mixer.out_proj.input")).doesNotExist();
        assertThat(Files.readAllLines(point.resolve("channels.csv"))).hasSize(1 + 128);

        JsonNode statistics = JSON.readTree(folder.resolve("statistics.json").toFile());
        assertThat(statistics.at("/points")).hasSize(8 * 8);
        assertThat(statistics.at("/points/0/tokenProfile/variance")).hasSize(65);
        long values = 3L * 65 * 128;
        assertThat(folder.resolve("raw/layers.4.mixer.out_proj.input.npy"))
                .hasSize(128 + values * Float.BYTES);
    }

    @Test
    @DisplayName("analyze --scan also looks inside the scans, in both directions")
    void analyzeLooksInsideScans() throws IOException {
        assertThat(
                        run(
                                "analyze",
                                MODEL,
                                "--images",
                                IMAGES,
                                "--limit",
                                2,
                                "--scan",
                                "--page-only",
                                "--out",
                                folder))
                .isZero();

        JsonNode statistics = JSON.readTree(folder.resolve("statistics.json").toFile());
        assertThat(statistics.at("/points")).hasSize(8 * (8 + 2 * 5));
        assertThat(statistics.findValuesAsText("point"))
                .contains("layers.0.mixer.scan.delta", "layers.7.mixer.scan_b.y");
    }

    @Test
    @DisplayName("new writes a full-size model that loads without assumptions")
    void newWritesAModel() throws IOException {
        Path model = folder.resolve("vim.safetensors");
        assertThat(run("new", model, "--preset", "vim-tiny", "--seed", 3)).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("inspect", model, "--json")).isZero();
        assertThat(json().at("/model/parameters").asLong()).isEqualTo(7_148_008);
        assertThat(json().at("/model/tokens").asInt()).isEqualTo(197);
        assertThat(err.toString()).doesNotContain("Assumed");
    }

    @Test
    @DisplayName("open hands model and images to the window")
    void openHandsOver() {
        assertThat(run("open", MODEL, "--images", IMAGES)).isZero();
        assertThat(opened).containsExactly("Optional[" + MODEL + "] [" + IMAGES + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "1, inspect no-such-file.pth --json, no-such-file.pth",
        "2, inspect --json, MODEL",
        "2, inspect --json --no-such-option x.pth, --no-such-option"
    })
    @DisplayName("a failure too is JSON where JSON was asked for")
    void failuresAreJson(int code, String line, String found) throws IOException {
        assertThat(run((Object[]) line.split(" "))).isEqualTo(code);
        assertThat(json().get("error").asText()).contains(found);
        assertThat(err.toString()).contains(json().get("error").asText());
    }

    @Test
    @DisplayName("an argument that is set to two values is refused")
    void twoValuesOfAnArgument() {
        assertThat(run("inspect", MODEL, "--set", "stride=4", "--set", "stride=8")).isEqualTo(1);
        assertThat(err.toString()).contains("--set", "stride", "4", "8");
        assertThat(run("inspect", MODEL, "--set", "stride")).isEqualTo(2);
        assertThat(err.toString()).contains("NAME=VALUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--epochs 3", "--setting published"})
    @DisplayName("what is said of learning where nothing learns is said to be unused")
    void learningWithoutLearner(String said) {
        String line = "quantize %s --method rtn --calibration no-such-folder --out %s %s";
        String[] words = line.formatted(MODEL, folder.resolve("q.safetensors"), said).split(" ");
        assertThat(run((Object[]) words)).isEqualTo(1);
        assertThat(err.toString()).contains(said + " is not used");
    }

    @Test
    @DisplayName("a table's ending is looked at before the work")
    void endingOfTables() {
        assertThat(
                        run(
                                "compare",
                                MODEL,
                                "--methods",
                                "rtn",
                                "--dataset",
                                IMAGES,
                                "--calibration",
                                IMAGES,
                                "--table",
                                folder.resolve("table.docx")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("table.docx", ".csv").doesNotContain("Calibrated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "inspect", "no-such-command", "inspect --no-such-option x"})
    @DisplayName("wrong usage exits with 2 and says what is missing")
    void wrongUsageExitsWithTwo(String line) {
        assertThat(run((Object[]) line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect no-such-file.pth",
                "inspect README.md",
                "predict " + MODEL + " no-such-picture.png",
                "evaluate " + MODEL + " --dataset no-such-folder",
                "evaluate " + MODEL + " --dataset " + IMAGES + " --limit 0",
                "inspect " + MODEL + " --device gpu17",
                "benchmark " + MODEL + " --precision int3",
                "benchmark " + MODEL + " --batch 1,0",
                "inspect " + MODEL + " --set d_state=8",
                "inspect " + MODEL + " --set stride=zero",
                "inspect " + MODEL + " --preprocessing resize",
                "inspect " + MODEL + " --preprocessing {\"resize\":0}",
                "analyze "
                        + MODEL
                        + " --images "
                        + IMAGES
                        + " --limit 1 --blocks 99 --out target/never",
            })
    @DisplayName("a failure exits with 1 and one line, without a stack trace")
    void failuresExitWithOne(String line) {
        assertThat(run((Object[]) line.split(" "))).isEqualTo(1);
        assertThat(err.toString().strip().lines().filter(text -> !text.startsWith("Assumed")))
                .hasSize(1);
        assertThat(err.toString()).doesNotContain("Exception").doesNotContain("\tat ");
    }
}
