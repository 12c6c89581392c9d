package org.mambascope.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Names and shapes of published models' weights, and files of random weights made from them. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** Shapes by name. */
    public static Map<String, List<Long>> shapes(String keys) {
        try {
            return new ObjectMapper()
                    .readValue(
                            Goldens.file(keys + ".json").toFile(),
                            new TypeReference<LinkedHashMap<String, List<Long>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of random weights with these names and shapes. */
    public static Path randomWeights(String keys, Path folder) {
        Random random = new Random(1);
        Map<String, OutputTensor> tensors = new LinkedHashMap<>();
        shapes(keys)
                .forEach(
                        (name, shape) -> {
                            long size = shape.stream().reduce(1L, Math::multiplyExact);
                            float[] values = new float[Math.toIntExact(size)];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = 0.1f * (random.nextFloat() - 0.5f);
                            }
                            tensors.put(name, OutputTensor.floats(shape, values));
                        });
        Path file = folder.resolve(keys + ".safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }
}
