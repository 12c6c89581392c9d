package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Files are what their content says, whatever their names do. */
class FormatTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                       | it is empty",
                "version https://git-lfs.github.com/spec/v1 oid sha256:00 | Git LFS pointer",
                "<!DOCTYPE html><html>                                    | web page",
                "'  <html lang=\"en\">'                                   | web page",
                "'\u001f\u008bx'                                            | gzip",
                "\u0089HDF\r                                              | HDF5",
                "\u0093NUMPY\u0001                                        | NumPy",
                "GGUF\u0003                                               | GGUF",
                "weights                                                  | neither a safetensors"
                        + " file",
                "'PK\u0003\u0004'                                         | zip file that is cut"
                        + " off",
            })
    void whatIsNoWeightsIsSaid(String content, String reason) throws IOException {
        for (String name : List.of("weights.safetensors", "weights.pth")) {
            Path file = folder.resolve(name);
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
            Refusal.of(file).contains(reason);
        }
    }

    @Test
    void endingsDoNotMatter() throws IOException {
        Path safetensors = folder.resolve("weights.pth");
        OutputTensor tensor = OutputTensor.floats(List.of(1L), new float[] {3});
        SafetensorsWriter.write(safetensors, Map.of("a", tensor), Map.of());
        try (WeightFile weights = WeightFiles.open(safetensors)) {
            assertThat(weights.floats("a")).containsExactly(3);
        }
        byte[] pickle = new PickleBytes().ops("}").text("a").vector(4).ops("s").stop();
        Path torch = TorchZip.write(folder.resolve("weights.safetensors"), pickle, 16);
        try (WeightFile weights = WeightFiles.open(torch)) {
            assertThat(weights.floats("a")).hasSize(4);
        }
    }

    @Test
    void aFolderIsRefused() {
        Refusal.of(folder).contains("it is a folder");
    }
}
