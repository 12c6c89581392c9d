package org.mambascope.model.maskrcnn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.image.Pictures;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.Probe;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.detection.Detections;
import org.mambascope.model.load.ModelLoader;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Every stage of mmdetection's Mask R-CNN, from an image's bytes to its masks. */
class MaskRcnnGoldenTest {
    /** Of a tensor's largest value. */
    private static final double TOLERANCE = 1e-4;

    private static Path file(String name) {
        try {
            return Path.of(MaskRcnnGoldenTest.class.getResource("/detection/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Recording implements Probe {
        private final Map<String, float[]> values = new LinkedHashMap<>();
        private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

        @Override
        public boolean wants(String point) {
            return true;
        }

        @Override
        public void take(String point, NDArray value) {
            values.put(point, value.toType(DataType.FLOAT32, true).toFloatArray());
            shapes.put(point, LongStream.of(value.getShape().getShape()).boxed().toList());
        }
    }

    @ParameterizedTest
    @DisplayName("is reproduced, discrete choices exactly, from both forms of file")
    @ValueSource(strings = {"maskrcnn_tiny.safetensors", "maskrcnn_tiny.pth"})
    void goldensAreReproduced(String weights) {
        Recording recording = new Recording();
        try (WeightFile golden = WeightFiles.open(file("maskrcnn_tiny.golden.safetensors"));
                LoadedModel model =
                        ModelLoader.load(file(weights), LoadOptions.DEFAULT, Device.cpu())) {
            Detections found =
                    model.network().detect(Pictures.read(file("maskrcnn_tiny.png")), recording);

            assertThat(found.count()).isEqualTo(20);
            assertThat(model.classes()).containsExactly("cat", "dog", "bird");
            golden.tensors()
                    .forEach(
                            (name, tensor) -> {
                                if (name.equals("resized")) {
                                    return;
                                }
                                assertThat(recording.shapes.get(name))
                                        .as(name)
                                        .isEqualTo(tensor.shape());
                                boolean exact = tensor.type() != ElementType.F32;
                                assertClose(
                                        name,
                                        recording.values.get(name),
                                        golden.floats(name),
                                        exact ? 0 : TOLERANCE);
                            });
        }
    }

    private static void assertClose(
            String name, float[] actual, float[] expected, double tolerance) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        assertThat(difference).as(name).isLessThanOrEqualTo(tolerance * largest);
    }
}
