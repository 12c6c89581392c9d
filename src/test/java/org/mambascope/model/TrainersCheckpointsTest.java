package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import java.net.URISyntaxException;
import java.nio.file.Path;

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
