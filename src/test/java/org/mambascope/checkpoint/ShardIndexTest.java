package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ShardIndexTest {
    @TempDir Path folder;

    private Path index(String json) throws IOException {
        return Files.writeString(folder.resolve("model.safetensors.index.json"), json);
    }

    private Path shard(String name, String tensor, float value) {
        Path file = folder.resolve(name);
        OutputTensor stored = OutputTensor.floats(List.of(1L), new float[] {value});
        SafetensorsWriter.write(file, Map.of(tensor, stored), Map.of());
        return file;
    }

    private static final String TWO =
            """
            {"metadata": {"total_size": 8}, "weight_map": {
              "a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}\
            """;

    @Test
    void allFilesOfTheIndexAreOneModel() throws IOException {
        shard("model-00001-of-00002.safetensors", "a", 1);
        shard("model-00002-of-00002.safetensors", "b", 2);
        try (WeightFile weights = WeightFiles.open(index(TWO))) {
            assertThat(weights.tensors()).containsOnlyKeys("a", "b");
            assertThat(weights.floats("a")).containsExactly(1);
            assertThat(weights.floats("b")).containsExactly(2);
        }
    }

    @Test
    void partsThatTorchSaveWroteAreReadToo() throws IOException {
        byte[] pickle = new PickleBytes().ops("}").text("a").vector(4).ops("s").stop();
        TorchZip.write(folder.resolve("pytorch_model-00001-of-00001.bin"), pickle, 16);
        String map = "{\"weight_map\": {\"a\": \"pytorch_model-00001-of-00001.bin\"}}";
        try (WeightFile weights = WeightFiles.open(index(map))) {
            assertThat(weights.floats("a")).hasSize(4);
        }
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        shard("model-00001-of-00002.safetensors", "a", 1);
        Refusal.of(index(TWO)).contains("model-00002-of-00002.safetensors", "no such file");
    }

    @Test
    void aTensorThatIsNotInItsPartIsNamed() throws IOException {
        shard("model-00001-of-00002.safetensors", "a", 1);
        shard("model-00002-of-00002.safetensors", "c", 1);
        Refusal.of(index(TWO)).contains("'b'", "model-00002-of-00002.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.safetensors", "/etc/passwd", "..", "", "a\\\\b", "a/b"})
    void filesElsewhereAreNotOpened(String name) throws IOException {
        Refusal.of(index("{\"weight_map\": {\"a\": \"" + name + "\"}}"))
                .contains("only files in the same folder");
    }

    @Test
    void onePartAloneIsRefusedWithTheIndexToOpen() throws IOException {
        Path part = shard("model-00001-of-00002.safetensors", "a", 1);
        Refusal.of(part)
                .contains(
                        "number 1 of 2",
                        "'model.safetensors.index.json' instead, which is not beside it");
        index(TWO);
        Refusal.of(part).endsWith("open 'model.safetensors.index.json' instead.");
    }

    @Test
    void aModelInOnePartIsOpened() {
        Path part = shard("model-00001-of-00001.safetensors", "a", 1);
        try (WeightFile weights = WeightFiles.open(part)) {
            assertThat(weights.floats("a")).containsExactly(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model_type\": \"vim\"}", "{ \"map\": {\"weight_map\": 1}}"})
    void otherJsonIsNoIndex(String json) throws IOException {
        Refusal.of(index(json)).contains("no index of weights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"weight_map\": 3}", "{\"weight_map\": {\"a\": 3}}", "{\"weight_map"})
    void aDamagedIndexIsRefused(String json) throws IOException {
        Path index = index(json);

        assertThat(Refusal.readsOrRefuses(index)).isFalse();
        Refusal.of(index).startsWith("Cannot read weights from '%s': ".formatted(index));
        Refusal.of(index).doesNotContain("': " + index);
    }
}
