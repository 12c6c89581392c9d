package org.mambascope.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.load.ModelLoader;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Numbers computed by the original code, and how a model is held to them. */
public final class Goldens {
    /** Another order of summation is all that may differ. */
    private static final double TOLERANCE = 1e-5;

    private Goldens() {}

    /** A file of the goldens. */
    public static Path file(String name) {
        try {
            return Path.of(Goldens.class.getResource("/goldens/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs a model on the golden's images and compares logits and every tensor that was captured.
     *
     * @param weights name of the weight file
     * @param golden name without endings
     */
    public static void assertReproduced(String weights, String golden) {
        assertReproduced(weights, LoadOptions.DEFAULT, golden);
    }

    /** As {@link #assertReproduced(String, String)}, of weights of which something is said. */
    public static void assertReproduced(String weights, LoadOptions options, String golden) {
        try (WeightFile expected = WeightFiles.open(file(golden + ".golden.safetensors"));
                LoadedModel model = ModelLoader.load(file(weights), options, Device.cpu())) {
            StoredTensor images = expected.tensors().get("images");
            Recording recording = new Recording(model.network());
            long[] shape = images.shape().stream().mapToLong(Long::longValue).toArray();
            try (NDArray input =
                            model.network()
                                    .manager()
                                    .create(expected.floats("images"), new Shape(shape));
                    NDArray logits = model.network().forward(input, recording)) {
                recording.take("logits", logits);
            }
            for (String name : expected.tensors().keySet()) {
                if (isCompared(name)) {
                    assertThat(recording.values).containsKey(name);
                    assertThat(recording.shapes.get(name))
                            .as(name + ": shape")
                            .isEqualTo(expected.tensors().get(name).shape());
                    assertClose(name, recording.values.get(name), expected.floats(name));
                }
            }
        }
    }

    /** Of a direction's attention, which runs once per direction, the golden keeps one call. */
    private static boolean isCompared(String name) {
        return !name.equals("images") && !name.equals("logits_fp64") && !name.contains(".attn.");
    }

    /** Fails where any value is further from the golden than the tolerance times its largest. */
    public static void assertClose(String name, float[] actual, float[] golden) {
        assertThat(actual).as(name).hasSameSizeAs(golden);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < golden.length; i++) {
            largest = Math.max(largest, Math.abs(golden[i]));
            difference = Math.max(difference, Math.abs(actual[i] - golden[i]));
        }
        assertThat(difference)
                .as(name + ": largest difference")
                .isLessThanOrEqualTo(TOLERANCE * largest);
    }

    private static final class Recording implements Probe {
        private final VisualMamba network;
        private final Map<String, float[]> values = new LinkedHashMap<>();
        private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

        Recording(VisualMamba network) {
            this.network = network;
        }

        @Override
        public boolean wants(String point) {
            return true;
        }

        @Override
        public void take(String point, NDArray value) {
            NDArray arranged = network.layout(point).arrange(value);
            values.put(point, arranged.toFloatArray());
            shapes.put(point, LongStream.of(arranged.getShape().getShape()).boxed().toList());
        }
    }
}
