package org.mambascope.experiment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.Goldens;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.util.Arrays;
import java.util.Map;

class TensorRecorderTest {
    @ParameterizedTest
    @DisplayName(
            "what was recorded image by image is written in the shape of the original's tensors")
    @ValueSource(strings = {"vim_small_midcls", "vmamba_small_v0", "vmamba_small_v05noz"})
    void originalShapes(String golden) {
        try (WeightFile expected = WeightFiles.open(Goldens.file(golden + ".golden.safetensors"));
                LoadedModel model =
                        ModelLoader.load(
                                Goldens.file(golden + ".safetensors"),
                                LoadOptions.DEFAULT,
                                Device.cpu())) {
            TensorRecorder recorder = new TensorRecorder(model.network());
            float[] images = expected.floats("images");
            int size = images.length / 2;

            record(model.network(), Arrays.copyOf(images, size), recorder);
            record(model.network(), Arrays.copyOfRange(images, size, 2 * size), recorder);

            Map<String, OutputTensor> recorded = recorder.tensors();
            expected.tensors().values().stream()
                    .filter(tensor -> !tensor.name().matches("images|logits.*"))
                    .forEach(
                            tensor -> {
                                OutputTensor actual = recorded.get(tensor.name());
                                assertThat(actual.shape()).isEqualTo(tensor.shape());
                                float[] values = new float[(int) tensor.elements()];
                                actual.data().asFloatBuffer().get(values);
                                Goldens.assertClose(
                                        tensor.name(), values, expected.floats(tensor.name()));
                            });
        }
    }

    private static void record(VisualMamba network, float[] image, TensorRecorder recorder) {
        int side = network.summary().imageHeight();
        try (NDManager manager = network.manager().newSubManager()) {
            NDArray images = manager.create(image, new Shape(1, 3, side, side));
            network.forward(images, recorder);
        }
    }
}
