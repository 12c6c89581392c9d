package org.mambascope.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Weights of published names and shapes, filled with a small pattern when they are asked for: as
 * large as a published model, without its file.
 */
public final class PatternWeights implements WeightFile {
    private final Path keys;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    /** Names and shapes of one of the goldens' lists of keys. */
    public PatternWeights(String keysFile) {
        keys = Goldens.file(keysFile);
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(keys));
            root.properties()
                    .forEach(
                            entry ->
                                    tensors.put(
                                            entry.getKey(),
                                            new StoredTensor(
                                                    entry.getKey(),
                                                    ElementType.F32,
                                                    shape(entry.getValue()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> shape(JsonNode sizes) {
        return StreamSupport.stream(sizes.spliterator(), false).map(JsonNode::asLong).toList();
    }

    @Override
    public Path path() {
        return keys;
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public List<String> sections() {
        return List.of("");
    }

    @Override
    public float[] floats(String name) {
        float[] values = new float[Math.toIntExact(tensors.get(name).elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 7 - 3) * 0.02f;
        }
        return values;
    }

    @Override
    public long[] integers(String name) {
        throw new IllegalArgumentException(name + " is made of floats");
    }

    @Override
    public ByteBuffer bytes(String name) {
        throw new IllegalArgumentException(name + " has no bytes");
    }

    @Override
    public void close() {
        tensors.clear();
    }
}
