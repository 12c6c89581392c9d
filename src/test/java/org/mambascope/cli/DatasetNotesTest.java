package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import picocli.CommandLine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** What commands say of their images, in words and in JSON. */
class DatasetNotesTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void foldersOfNumbersAreClassNumbersWhereTextWouldSortThemOtherwise() throws Exception {
        twelveFoldersOfThree();

        JsonNode all = json("evaluate", model(), "--dataset", folder, "--json");

        assertThat(all.at("/top1").asDouble()).isCloseTo(100.0 / 12, within(1e-9));
        assertThat(all.at("/classes_matched_by").asText()).isEqualTo("number");
        Files.move(folder.resolve("2"), folder.resolve("aside"));
        assertThat(run("evaluate", model(), "--dataset", folder)).isEqualTo(1);
        assertThat(err.toString()).contains("11 of 12 classes are numbers", "“aside”");
    }

    @Test
    void aLimitTakesImagesOfEveryClassAndSaysSo() throws Exception {
        twelveFoldersOfThree();
        Files.writeString(folder.resolve("5/.DS_Store"), "x");
        Files.createFile(folder.resolve("5/empty.png"));

        JsonNode some = json("evaluate", model(), "--dataset", folder, "--limit", 12, "--json");

        assertThat(some.at("/top1").asDouble()).isCloseTo(100.0 / 12, within(1e-9));
        assertThat(some.at("/notes").toString())
                .contains("12 of 36 images", "1 of each of 12 classes");
        assertThat(some.at("/left_out/hidden").asInt()).isEqualTo(1);
        assertThat(some.at("/left_out/empty").asInt()).isEqualTo(1);
        assertThat(err.toString()).contains("1 hidden", "1 empty", "12 of 36 images");
    }

    @Test
    void imagesOfCalibrationThatAreTestedOnAreCounted() throws Exception {
        twelveFoldersOfThree();
        Path quantised = folder.resolveSibling("q.safetensors");
        JsonNode made =
                json(
                        "quantize",
                        model(),
                        "--method",
                        "rtn",
                        "--weight-bits",
                        8,
                        "--activation-bits",
                        8,
                        "--calibration",
                        folder,
                        "--calibration-images",
                        24,
                        "--out",
                        quantised,
                        "--json");
        assertThat(made.at("/notes").toString())
                .contains("24 of 36 images", "2 of each of 12 classes");

        JsonNode tested = json("evaluate", quantised, "--dataset", folder, "--json");

        assertThat(tested.at("/calibration_overlap/shared").asInt()).isEqualTo(24);
        assertThat(tested.at("/calibration_overlap/calibration").asInt()).isEqualTo(24);
        assertThat(tested.at("/calibration_overlap/test").asInt()).isEqualTo(36);
        assertThat(err.toString()).contains("24 of 24 calibration images are among the 36");
        for (String command : new String[] {"sensitivity", "compare"}) {
            String option = command.equals("compare") ? "--methods" : "--method";
            JsonNode table =
                    json(
                            command,
                            model(),
                            option,
                            "rtn",
                            "--bits",
                            "w8a8",
                            "--calibration",
                            folder,
                            "--calibration-images",
                            12,
                            "--dataset",
                            folder,
                            "--json");
            assertThat(table.at("/calibration_overlap/shared").asInt()).isEqualTo(12);
            assertThat(table.at("/rows").size()).isPositive();
        }
    }

    @Test
    void aSingleLogitIsASigmoidBetweenTwoClasses() throws Exception {
        twelveFoldersOfThree();
        Path binary = folder.resolve("binary");
        Files.createDirectories(binary);
        Files.move(folder.resolve("3"), binary.resolve("0"));
        Files.move(folder.resolve("7"), binary.resolve("1"));
        Files.delete(binary.resolve("0/2.png"));
        Path model = folder.resolveSibling("one.safetensors");
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        try (WeightFile twelve = WeightFiles.open(model())) {
            for (StoredTensor tensor : twelve.tensors().values()) {
                boolean head = tensor.name().startsWith("head.");
                List<Long> shape = new ArrayList<>(tensor.shape());
                float[] values = twelve.floats(tensor.name());
                if (head) {
                    values = new float[values.length / 12];
                    shape.set(0, 1L);
                    values[0] = tensor.name().equals("head.bias") ? (float) Math.log(4) : 0;
                }
                tensors.put(tensor.name(), OutputTensor.floats(shape, values));
            }
        }
        SafetensorsWriter.write(model, tensors, Map.of());

        JsonNode seen = json("predict", model, binary.resolve("0/0.png"), "--json").get(0);
        assertThat(seen.at("/probability").asText()).isEqualTo("sigmoid");
        assertThat(seen.at("/predictions/0/name").asText()).isEqualTo("class 1");
        assertThat(seen.at("/predictions/0/probability").asDouble()).isCloseTo(0.8, within(1e-6));
        assertThat(seen.at("/predictions/1/probability").asDouble()).isCloseTo(0.2, within(1e-6));
        assertThat(err.toString()).contains("One logit: shown as a sigmoid probability");
        JsonNode tested = json("evaluate", model, "--dataset", binary, "--json");
        assertThat(tested.at("/top1").asDouble()).isCloseTo(60, within(1e-9));
    }

    private void twelveFoldersOfThree() throws IOException {
        for (int label = 0; label < 12; label++) {
            Path images = Files.createDirectories(folder.resolve(String.valueOf(label)));
            for (int i = 0; i < 3; i++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                image.setRGB(i, label % 8, 0xff0000 + label);
                ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
            }
        }
    }

    private static Path model() throws URISyntaxException {
        return Path.of(
                DatasetNotesTest.class.getResource("always/always2of12.safetensors").toURI());
    }

    private JsonNode json(Object... arguments) throws IOException {
        assertThat(run(arguments)).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Commands.commandLine((_, _) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }
}
