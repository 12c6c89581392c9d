package org.mambascope.model;

import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.StoredTensor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and shapes of published models' weights, and files made from them. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** Shapes by name. */
    public static Map<String, List<Long>> shapes(String keys) {
        try (PatternWeights weights = new PatternWeights(keys + ".json")) {
            return weights.tensors().values().stream()
                    .collect(Collectors.toMap(StoredTensor::name, StoredTensor::shape));
        }
    }

    /** A file of weights with these names and shapes. */
    public static Path write(String keys, Path folder) {
        Path file = folder.resolve(keys + ".safetensors");
        try (PatternWeights weights = new PatternWeights(keys + ".json")) {
            SafetensorsWriter.write(
                    file,
                    List.copyOf(weights.tensors().values()),
                    tensor -> OutputTensor.floats(tensor.shape(), weights.floats(tensor.name())),
                    Map.of());
        }
        return file;
    }
}
