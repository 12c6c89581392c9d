package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.TinyDetector;
import org.mambascope.base.json.Json;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/** Commands do for a detector what they do for a classifier. */
class DetectionCommandsTest {
    private static final double EXACT = 1e-9;

    @TempDir private Path folder;
    private Path images;
    private String model;

    private static Path file(String name) {
        try {
            return Path.of(DetectionCommandsTest.class.getResource("/detection/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A dataset whose objects are those that mmdetection found with the model. */
    @BeforeEach
    void annotate() throws IOException {
        model = file("maskrcnn_tiny.safetensors").toString();
        images = TinyDetector.annotatedImages(folder.resolve("images"));
    }

    @Test
    @DisplayName("evaluate gives COCO's numbers: all of what mmdetection found is found")
    void evaluate() {
        JsonNode result =
                CommandRun.of("evaluate", model, "--dataset", images.toString(), "--json").json();

        assertThat(result.get("images").asInt()).isEqualTo(1);
        assertThat(result.get("box_ap").asDouble()).isEqualTo(1, within(EXACT));
        assertThat(result.get("mask_ap").asDouble()).isEqualTo(1, within(EXACT));
        assertThat(result.get("box_ap50").asDouble()).isEqualTo(1, within(EXACT));
        assertThat(result.get("mask").get("ar").asDouble()).isEqualTo(1, within(EXACT));
        assertThat(result.get("box")).hasSize(12);
    }

    @Test
    @DisplayName("evaluate leaves out a ratio of numbers that were not kept")
    void evaluateAgainstReference() {
        JsonNode result =
                CommandRun.of(
                                "evaluate",
                                model,
                                "--dataset",
                                images.toString(),
                                "--reference",
                                file("maskrcnn_tiny.pth").toString(),
                                "--json")
                        .json();

        assertThat(result.get("agreement").asDouble()).isEqualTo(100);
        assertThat(result.get("sqnr_db").isNull()).isTrue();
        assertThat(result.get("p_value").asDouble()).isEqualTo(1);
    }

    @Test
    @DisplayName("run writes the golden's tensors of an image")
    void run() {
        Path written = folder.resolve("run.safetensors");

        CommandRun.of(
                        "run",
                        model,
                        "--input",
                        file("maskrcnn_tiny.png").toString(),
                        "--output",
                        written.toString(),
                        "--capture")
                .succeeds();

        try (WeightFile golden = WeightFiles.open(file("maskrcnn_tiny.golden.safetensors"));
                WeightFile found = WeightFiles.open(written)) {
            golden.tensors()
                    .forEach(
                            (name, tensor) ->
                                    assertThat(found.tensors()).containsEntry(name, tensor));
            for (String exact :
                    new String[] {"resized", "proposal_levels", "det_labels", "masks"}) {
                assertThat(found.integers(exact)).as(exact).isEqualTo(golden.integers(exact));
            }
        }
    }

    @Test
    @DisplayName("predict lists objects, and writes them as COCO's results")
    void predict() throws IOException {
        Path results = folder.resolve("results.json");

        JsonNode scenes =
                CommandRun.of(
                                "predict",
                                model,
                                images.resolve("one.png").toString(),
                                "--score",
                                "0.95",
                                "--results",
                                results.toString(),
                                "--json")
                        .json();

        JsonNode objects = scenes.get(0).get("objects");
        assertThat(objects).hasSize(5);
        assertThat(objects.get(0).get("name").asText()).isEqualTo("bird");
        assertThat(objects.get(0).get("score").asDouble()).isEqualTo(0.996227, within(1e-5));
        JsonNode written = Json.MAPPER.readTree(results.toFile());
        assertThat(written).hasSize(20);
        assertThat(written.get(0).get("category_id").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("predict draws objects over images, into a folder that holds none to read")
    void draw() throws IOException {
        Path drawings = folder.resolve("drawings");
        String image = images.resolve("one.png").toString();

        CommandRun.of("predict", model, image, image, "--draw", drawings.toString()).succeeds();
        CommandRun inPlace = CommandRun.of("predict", model, image, "--draw", images.toString());

        BufferedImage drawn = ImageIO.read(drawings.resolve("one.png").toFile());
        assertThat(drawn.getWidth()).isEqualTo(4 * 123);
        assertThat(drawn.getHeight()).isEqualTo(4 * 91);
        assertThat(drawings.resolve("one-2.png")).isNotEmptyFile();
        assertThat(inPlace.status()).isNotZero();
        assertThat(inPlace.errors()).contains("another folder");
    }

    @Test
    @DisplayName("compare and sensitivity measure by average precision")
    void compare() {
        JsonNode table =
                CommandRun.of(
                                "compare",
                                model,
                                "--dataset",
                                images.toString(),
                                "--calibration",
                                images.toString(),
                                "--methods",
                                "rtn,pts",
                                "--bits",
                                "w8a8",
                                "--json")
                        .json();

        assertThat(table.get("rows")).hasSize(3);
        assertThat(cell(table, 0, "box AP %")).isEqualTo(100, within(1e-6));
        assertThat(cell(table, 0, "agreement %")).isEqualTo(100);
        assertThat(cell(table, 1, "mask AP %")).isBetween(1.0, 100.0);
        assertThat(cell(table, 1, "SQNR dB")).isGreaterThan(20);
    }

    private static double cell(JsonNode table, int row, String column) {
        return table.get("rows").get(row).get(column).asDouble();
    }

    @Test
    @DisplayName("a classifier's commands refuse it in a sentence, and a detector's a classifier")
    void wrongTask() {
        CommandRun classifier =
                CommandRun.of(
                        "evaluate",
                        "sample-models/vim-fmnist.safetensors",
                        "--dataset",
                        "scenes:val");
        CommandRun detector =
                CommandRun.of("evaluate", model, "--dataset", "sample-images/fashion-mnist");

        assertThat(classifier.status()).isNotZero();
        assertThat(detector.status()).isNotZero();
        assertThat(detector.errors()).contains("annotations.json");
    }
}
