package org.mambascope.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.cli.Commands;
import org.mambascope.model.preset.SmallModel;

import picocli.CommandLine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

/** Training from the command line, on a handful of pictures. */
class TrainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @BeforeEach
    void givenDarkAndBrightPictures() throws IOException {
        for (String split : List.of("train", "test")) {
            for (String name : List.of("bright", "dark")) {
                Path pictures = Files.createDirectories(folder.resolve(split).resolve(name));
                int count = split.equals("train") ? 6 : 4;
                for (int i = 0; i < count; i++) {
                    int level = name.equals("bright") ? 200 + 5 * i : 5 * i;
                    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                    for (int pixel = 0; pixel < 64; pixel++) {
                        picture.setRGB(pixel % 8, pixel / 8, level * 0x010101);
                    }
                    ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every family trains, and its file says by which command")
    void everyFamilyTrains(SmallModel.Family family) throws IOException {
        Path file = folder.resolve("small.safetensors");

        int code =
                run(
                        "train",
                        "--backbone",
                        family.name().toLowerCase(Locale.ROOT),
                        "--dataset",
                        folder.toString(),
                        "--out",
                        file.toString(),
                        "--image-size=8",
                        "--patch-size=4",
                        "--width=16",
                        "--depths=1",
                        "--epochs=2",
                        "--batch=4",
                        "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("curve")).hasSize(2);
        assertThat(report.path("testPictures").asInt()).isEqualTo(8);
        assertThat(report.path("command").asText())
                .startsWith("mambascope train --backbone " + family.name().toLowerCase(Locale.ROOT))
                .doesNotContain(folder.getParent().toString());
        assertThat(file).exists();
    }

    @Test
    @DisplayName("a detector trains on composed scenes, and its file says how to read images")
    void aDetectorTrains() throws IOException {
        Path file = folder.resolve("detector.safetensors");

        int code =
                run(
                        "train",
                        "--task=detection",
                        "--dataset=scenes:train:64x64:4",
                        "--test=scenes:val:64x64:2",
                        "--image-size=64",
                        "--out",
                        file.toString(),
                        "--epochs=1",
                        "--batch=2",
                        "--half",
                        "--json");

        assertThat(code).as(err.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("testPictures").asInt()).isEqualTo(2);
        assertThat(report.path("boxAp").asDouble()).isBetween(0., 1.);
        assertThat(report.path("curve").path(0).path("maskLoss").asDouble()).isPositive();
        JsonNode description =
                new ObjectMapper().readTree(folder.resolve("detector.json").toFile());
        assertThat(description.path("architecture").asText()).isEqualTo("maskrcnn");
        assertThat(description.path("config").path("scale").path(0).asInt()).isEqualTo(64);
        assertThat(description.path("classes").path(8).asText()).isEqualTo("Bag");
        assertThat(file).isRegularFile();
        assertThat(Files.size(file)).isLessThan(1_500_000);
    }

    @Test
    @DisplayName("a model that is there already is not trained over, unless it is said")
    void nothingIsLost() throws IOException {
        Path file = Files.writeString(folder.resolve("small.safetensors"), "hours of training");
        String[] command = {
            "train",
            "--backbone=vim",
            "--dataset",
            folder.toString(),
            "--out",
            file.toString(),
            "--epochs=0"
        };

        assertThat(run(command)).isEqualTo(1);
        assertThat(err.toString()).contains("small.safetensors", "--force");
        assertThat(file).hasContent("hours of training");
    }

    @Test
    @DisplayName("sizes that make no model are refused in one line")
    void sizesAreChecked() {
        int code =
                run(
                        "train",
                        "--backbone=vim",
                        "--dataset",
                        folder.toString(),
                        "--out",
                        folder.resolve("x.safetensors").toString(),
                        "--depths=1,2");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("Expected one number for the number of blocks");
    }

    private int run(String... arguments) {
        CommandLine line = Commands.commandLine((model, images) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
