package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.model.TinyModels.SIDE;
import static org.mambascope.model.TinyModels.changed;
import static org.mambascope.model.TinyModels.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.model.TinyModels;
import org.mambascope.quant.plan.Method;

import picocli.CommandLine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** Models that answer with NaN or infinity to all images, or to the bright ones only. */
class NotNumbersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LAST = "layers.1.mixer.out_proj";
    private static final int IMAGES = 6;
    private static final int BRIGHT = 2;

    @TempDir private static Path folder;
    private static Path sound;
    private static Path silent;
    private static Path partly;
    private static Path images;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void writeModelsAndImages() throws IOException {
        sound = TinyModels.write("Vim", folder);
        silent = changed(sound, "silent", LAST + ".weight", with(5, Float.NaN));
        partly = changed(sound, "partly", "patch_embed.proj.weight", with(0, Float.MAX_VALUE));
        images = folder.resolve("images");
        for (int i = 0; i < IMAGES; i++) {
            Path place = Files.createDirectories(images.resolve("" + i % TinyModels.CLASSES));
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            int grey = i < BRIGHT ? 255 : 116 + i;
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                image.setRGB(pixel % SIDE, pixel / SIDE, 0x010101 * grey);
            }
            ImageIO.write(image, "png", place.resolve(i + ".png").toFile());
        }
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Commands.commandLine((_, _) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        assertThat(out.toString()).doesNotContain("NaN", "Infinity");
        assertThat(err.toString()).doesNotContain("\tat ");
        return code;
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(out.toString());
    }

    private String count(int notNumbers, int all) {
        return "%d of %d images gave logits that are not numbers".formatted(notNumbers, all);
    }

    @Test
    @DisplayName("evaluate counts images without numbers, and fails where none is left")
    void evaluate() throws IOException {
        assertThat(run("evaluate", partly, "--dataset", images, "--json")).isZero();
        assertThat(json().get("not_numbers").asInt()).isEqualTo(BRIGHT);
        assertThat(json().get("images").asInt()).isEqualTo(IMAGES);
        assertThat(err.toString()).contains(count(BRIGHT, IMAGES));

        assertThat(run("evaluate", silent, "--dataset", images)).isEqualTo(1);
        assertThat(out.toString()).contains("no answers to 6 images").doesNotContain("top-1");
        assertThat(run("evaluate", sound, silent, "--dataset", images, "--reference", sound))
                .isEqualTo(1);
        assertThat(run("evaluate", sound, "--dataset", images, "--reference", silent)).isEqualTo(1);
        assertThat(err.toString()).contains("reference", silent.toString());
    }

    @Test
    @DisplayName("predict names no class for an image without numbers")
    void predict() throws IOException {
        assertThat(run("predict", partly, images, "--json")).isZero();
        assertThat(err.toString()).contains(count(BRIGHT, IMAGES));
        int without = 0;
        for (JsonNode seen : json()) {
            without += seen.get("predictions").isEmpty() ? 1 : 0;
        }
        assertThat(without).isEqualTo(BRIGHT);

        assertThat(run("predict", silent, images)).isEqualTo(1);
        assertThat(out.toString()).contains("no class").doesNotContain("%");
    }

    @Test
    @DisplayName(
            "analyze counts images and points without numbers, and fails where no image has any")
    void analyze() throws IOException {
        Path report = folder.resolve("report");

        assertThat(
                        run(
                                "analyze",
                                partly,
                                "--images",
                                images,
                                "--page-only",
                                "--out",
                                report,
                                "--json"))
                .isZero();
        assertThat(json().get("not_numbers").asInt()).isEqualTo(BRIGHT);
        assertThat(json().get("not_finite").has("layers.0.mixer.in_proj.input")).isTrue();
        assertThat(err.toString()).contains(count(BRIGHT, IMAGES), "points hold values");

        assertThat(run("analyze", silent, "--images", images, "--page-only", "--out", report))
                .isEqualTo(1);
        assertThat(err.toString()).contains(count(IMAGES, IMAGES));

        assertThat(
                        run(
                                "analyze",
                                sound,
                                "--images",
                                images,
                                "--page-only",
                                "--out",
                                report,
                                "--json"))
                .isZero();
        assertThat(json().get("not_numbers").asInt()).isZero();
        assertThat(json().get("not_finite")).isEmpty();
    }

    @Test
    @DisplayName("run counts them beside what it writes")
    void runCommand() throws IOException {
        Path input = folder.resolve("input.safetensors");
        float[] values = new float[2 * 3 * SIDE * SIDE];
        values[0] = 100;
        SafetensorsWriter.write(
                input,
                Map.of("images", OutputTensor.floats(List.of(2L, 3L, 8L, 8L), values)),
                Map.of());
        Path logits = folder.resolve("logits.safetensors");

        assertThat(run("run", partly, "--input", input, "--output", logits, "--json")).isZero();
        assertThat(json().get("not_numbers").asInt()).isEqualTo(1);
        assertThat(run("run", silent, "--input", input, "--output", logits)).isEqualTo(1);
        assertThat(err.toString()).contains(count(2, 2));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    @DisplayName("quantize refuses weights that are not finite, by tensor, and writes nothing")
    void quantizeRefusesWeights(Method method) {
        Path file = folder.resolve("refused.safetensors");

        assertThat(quantize(silent, method, file)).isEqualTo(1);

        assertThat(err.toString())
                .contains("silent.safetensors: ", "NaN", LAST + ".weight", "1 of 128 values");
        assertThat(file).doesNotExist();
        assertThat(folder.resolve("refused.partial.safetensors")).doesNotExist();
    }

    @Test
    @DisplayName("quantize refuses inputs that are not finite, by layer")
    void quantizeRefusesInputs() {
        Path file = folder.resolve("refused.safetensors");

        assertThat(quantize(partly, Method.RTN, file)).isEqualTo(1);

        assertThat(err.toString()).contains("layers.0.mixer.in_proj", "not finite");
        assertThat(file).doesNotExist();
    }

    private int quantize(Path model, Method method, Path file) {
        return run(
                "quantize",
                model,
                "--method",
                method.id(),
                "--weight-bits",
                4,
                "--activation-bits",
                4,
                "--calibration",
                images,
                "--calibration-images",
                IMAGES,
                "--epochs",
                1,
                "--out",
                file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compare --methods rtn,rotated-search --bits w4a4",
                "sensitivity --bits w4a4",
                "search --size 50%"
            })
    @DisplayName("what quantises first refuses such a model in one sentence")
    void experimentsRefuse(String command) {
        String[] words = command.split(" ");
        Object[] arguments =
                Stream.concat(
                                Stream.of(words[0], silent),
                                Stream.concat(
                                        Stream.of(words).skip(1),
                                        Stream.of("--dataset", images, "--calibration", images)))
                        .toArray();

        assertThat(run(arguments)).isEqualTo(1);

        assertThat(err.toString()).contains(LAST + ".weight");
    }

    @Test
    @DisplayName("in fp16 numbers beyond its range are said, with a layer and what to do")
    void halfPrecisionOverflows() {
        Path large = changed(sound, "large", "layers.0.mixer.in_proj.weight", with(0, 1e5f));

        assertThat(run("evaluate", large, "--dataset", images, "--precision", "fp16")).isEqualTo(1);
        assertThat(err.toString()).contains("layers.0.mixer.in_proj", "16-bit", "bf16");
        assertThat(run("evaluate", large, "--dataset", images, "--precision", "bf16")).isZero();
        assertThat(err.toString()).doesNotContain("16-bit");
    }

    @Test
    @DisplayName("benchmark says that timed logits are not numbers")
    void benchmark() throws IOException {
        assertThat(run("benchmark", silent, "--rounds", 1, "--json")).isEqualTo(1);
        JsonNode line = json().at("/results/0");
        assertThat(line.get("sqnr_db").isNull()).isTrue();
        assertThat(line.get("not_numbers")).isEqualTo(line.get("batch"));
        assertThat(run("benchmark", silent, "--rounds", 1)).isEqualTo(1);
        assertThat(out.toString()).contains("not numbers");
    }
}
