package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The same Vim as several training scripts save it; the logits are those of the original code. */
class TrainersCheckpointsTest {
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compiled.pth | State dict model/_orig_mod is used.",
                "swa.pth      | The prefix module. is taken off",
                "last.ckpt    | State dict state_dict/model is used.",
                "metrics.pth  | State dict net is used.",
                "best.pth     | State dict net is used.",
                "nested.pth   | State dict checkpoint/state_dict is used.",
            })
    void theModelIsFoundAndSaidAndComputesWhatTheOriginalDoes(String name, String note) {
        try (WeightFile golden = WeightFiles.open(file("prefixes.golden.safetensors"));
                LoadedModel model =
                        ModelLoader.load(file(name), LoadOptions.DEFAULT, Device.cpu());
                NDArray images = images(golden, model);
                NDArray logits = model.network().forward(images, Probe.NONE)) {
            assertThat(model.notes()).anyMatch(said -> said.startsWith(note));
            float[] expected = golden.floats("logits");
            float[] computed = logits.toFloatArray();
            assertThat(computed).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(computed[i]).isCloseTo(expected[i], within((float) TOLERANCE));
            }
        }
    }

    /** The index is JSON itself, so it must not be taken for the description beside the weights. */
    @Test
    void aModelInSeveralFilesOpensByItsIndex(@TempDir Path folder) throws IOException {
        StringJoiner map = new StringJoiner(", ", "{\"weight_map\": {", "}}");
        try (WeightFile whole = ModelLoader.weights(file("nested.pth"), LoadOptions.DEFAULT)) {
            int number = 0;
            for (StoredTensor tensor : whole.tensors().values()) {
                String shard = "model-%05d.safetensors".formatted(number++ % 3);
                map.add("\"%s\": \"%s\"".formatted(tensor.name(), shard));
            }
            for (int i = 0; i < 3; i++) {
                SafetensorsWriter.write(
                        folder.resolve("model-%05d.safetensors".formatted(i)),
                        everyThird(whole, i),
                        Map.of());
            }
        }
        Path index =
                Files.writeString(folder.resolve("model.safetensors.index.json"), map.toString());
        try (LoadedModel model = ModelLoader.load(index, LoadOptions.DEFAULT, Device.cpu())) {
            assertThat(model.name()).isEqualTo("model");
            assertThat(model.notes()).noneMatch(note -> note.startsWith("Not used"));
        }
    }

    private static Map<String, OutputTensor> everyThird(WeightFile whole, int first) {
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        List<StoredTensor> all = List.copyOf(whole.tensors().values());
        for (int i = first; i < all.size(); i += 3) {
            String name = all.get(i).name();
            tensors.put(name, OutputTensor.floats(all.get(i).shape(), whole.floats(name)));
        }
        return tensors;
    }

    private static NDArray images(WeightFile golden, LoadedModel model) {
        long[] shape =
                golden.tensors().get("images").shape().stream()
                        .mapToLong(Long::longValue)
                        .toArray();
        return model.network().manager().create(golden.floats("images"), new Shape(shape));
    }

    private static Path file(String name) {
        try {
            return Path.of(
                    TrainersCheckpointsTest.class
                            .getResource("/checkpoint/trainers/" + name)
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
