package org.mambascope.quant.file;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.ElementType;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.load.Architectures;
import org.mambascope.quant.layer.QuantisedLayer;
import org.mambascope.quant.layer.WeightCodes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The weights of a quantised file as the original's state dict: quantised ones are dequantised,
 * code · step / smooth, and rotated back. Offsets that layers add to their outputs are left out.
 */
final class DequantisedWeights implements WeightFile {
    private final WeightFile file;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, List<QuantisedLayer>> quantised = new LinkedHashMap<>();

    /**
     * A view of an open file.
     *
     * @param contents read from the file
     */
    DequantisedWeights(WeightFile file, QuantisedFile contents) {
        this.file = file;
        file.tensors()
                .forEach(
                        (name, tensor) -> {
                            if (!contents.owns(name)) {
                                tensors.put(name, tensor);
                            }
                        });
        for (QuantisedLayer layer : contents.layers()) {
            if (layer.weights().isPresent()) {
                quantised
                        .computeIfAbsent(
                                Architectures.ALL.weight(layer.name()).tensor(),
                                _ -> new ArrayList<>())
                        .add(layer);
            }
        }
        quantised.forEach(
                (name, layers) ->
                        tensors.put(
                                name,
                                new StoredTensor(name, ElementType.F32, shape(name, layers))));
    }

    private List<Long> shape(String name, List<QuantisedLayer> layers) {
        if (file.tensors().containsKey(name)) {
            return file.tensors().get(name).shape();
        }
        QuantisedLayer first = layers.getFirst();
        WeightCodes codes = first.weights().orElseThrow();
        List<Long> matrix = List.of((long) codes.outputs(), (long) codes.inputs());
        return Architectures.ALL.weight(first.name()).part().isEmpty()
                ? matrix
                : List.of((long) layers.size(), matrix.get(0), matrix.get(1));
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, String> metadata() {
        return file.metadata();
    }

    @Override
    public List<String> sections() {
        return file.sections();
    }

    @Override
    public List<String> notes() {
        return file.notes();
    }

    @Override
    public float[] floats(String name) {
        List<QuantisedLayer> layers = quantised.get(name);
        if (layers == null) {
            return file.floats(name);
        }
        float[] values =
                file.tensors().containsKey(name)
                        ? file.floats(name)
                        : new float[Math.toIntExact(tensors.get(name).elements())];
        for (QuantisedLayer layer : layers) {
            float[] part = dequantised(layer);
            OptionalInt number = Architectures.ALL.weight(layer.name()).part();
            System.arraycopy(part, 0, values, number.orElse(0) * part.length, part.length);
        }
        return values;
    }

    private static float[] dequantised(QuantisedLayer layer) {
        WeightCodes codes = layer.weights().orElseThrow();
        float[] values = layer.basis().weightsBack(codes.values(), codes.inputs());
        layer.smooth()
                .ifPresent(
                        scales -> {
                            for (int i = 0; i < values.length; i++) {
                                values[i] /= scales[i % scales.length];
                            }
                        });
        return values;
    }

    @Override
    public long[] integers(String name) {
        if (quantised.containsKey(name)) {
            throw new Problem(
                    "Expected integers as '%s' in %s, found weights.".formatted(name, file.path()));
        }
        return file.integers(name);
    }

    @Override
    public ByteBuffer bytes(String name) {
        return quantised.containsKey(name)
                ? OutputTensor.floats(tensors.get(name).shape(), floats(name)).data()
                : file.bytes(name);
    }

    @Override
    public void close() {
        file.close();
    }
}
