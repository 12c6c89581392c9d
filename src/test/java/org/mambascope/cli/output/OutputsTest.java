package org.mambascope.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.cli.Commands;
import org.mambascope.model.Goldens;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** No command takes the place of what it reads, or begins what it cannot write. */
class OutputsTest {
    @TempDir private Path folder;

    private Path model;
    private byte[] before;

    @BeforeEach
    void copy() throws IOException {
        model = folder.resolve("model.safetensors");
        Files.copy(Goldens.file("vim_small_midcls.safetensors"), model);
        before = Files.readAllBytes(model);
    }

    private void refuses(String part, Object... words) throws IOException {
        StringWriter err = new StringWriter();
        CommandLine line = Commands.commandLine((_, _) -> 1);
        line.setErr(new PrintWriter(err));
        line.setOut(new PrintWriter(new StringWriter()));

        int exitCode = line.execute(Stream.of(words).map(Object::toString).toArray(String[]::new));

        assertThat(exitCode).as(err.toString()).isEqualTo(1);
        assertThat(err.toString().strip()).contains(part).doesNotContain("\n");
        assertThat(model).hasBinaryContent(before);
    }

    @Test
    @DisplayName("an output that is an input, by whatever name, is refused before the work")
    void inputsStay() throws IOException {
        Path images = Goldens.file("vim_small_midcls.golden.safetensors");
        Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), model);
        Path hard = Files.createLink(folder.resolve("hard.safetensors"), model);
        for (Path output : new Path[] {model, link, hard}) {
            refuses("same file", "run", model, "--input", images, "--output", output);
            refuses(
                    "same file",
                    "quantize",
                    model,
                    "--method",
                    "rtn",
                    "--weight-bits",
                    8,
                    "--activation-bits",
                    8,
                    "--calibration",
                    images,
                    "--out",
                    output);
        }
        Path session = Files.writeString(folder.resolve("one.mambascope"), "{\"version\": 2}");
        refuses("same file", "report", session, "--out", session);
    }

    @Test
    @DisplayName("what a session reads is not replaced by its report")
    void sessionsStay() throws IOException {
        Path session =
                Files.writeString(
                        folder.resolve("one.mambascope"),
                        "{\"version\": 2, \"model\": \"%s\", \"images\": [\"%s\"]}"
                                .formatted(model, folder.resolve("images")));
        refuses("same file", "report", session, "--out", model);
    }

    @Test
    @DisplayName("a new model replaces nothing unless it is told to")
    void newModelsAreNew() throws IOException {
        refuses("--force", "new", model, "--preset", "vim-tiny");
        Path other = folder.resolve("other.safetensors");
        Path beside = Files.writeString(folder.resolve("other.json"), "{}");
        refuses("other.json is there already", "new", other, "--preset", "vim-tiny");
        assertThat(beside).hasContent("{}");
    }

    @Test
    @DisplayName("an output that cannot be written is refused before the work")
    void impossibleOutputs() throws IOException {
        Path images = Goldens.file("vim_small_midcls.golden.safetensors");
        refuses("it is a folder", "run", model, "--input", images, "--output", folder);
        refuses(
                "too long",
                "run",
                model,
                "--input",
                images,
                "--output",
                folder.resolve("n".repeat(256)));
        refuses("--out: expected the name", "analyze", model, "--images", folder, "--out", "");
        refuses("--images: expected the name", "analyze", model, "--images", "", "--out", folder);
        refuses("MODEL: expected the name", "inspect", "");
        refuses("no folder", "analyze", model, "--images", folder, "--out", model);
    }
}
