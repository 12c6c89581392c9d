package org.mambascope.model;

import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A golden's weights with some of them left out, renamed or replaced. */
public final class EditedWeights {
    private final Map<String, OutputTensor> tensors = new LinkedHashMap<>();

    private EditedWeights() {}

    /** All weights of a golden. */
    public static EditedWeights of(String golden) {
        EditedWeights edited = new EditedWeights();
        try (WeightFile file = WeightFiles.open(Goldens.file(golden + ".safetensors"))) {
            file.tensors()
                    .forEach(
                            (name, tensor) ->
                                    edited.tensors.put(
                                            name,
                                            OutputTensor.floats(
                                                    tensor.shape(), file.floats(name))));
        }
        return edited;
    }

    /** Without those of some names. */
    public EditedWeights without(Predicate<String> names) {
        tensors.keySet().removeIf(names);
        return this;
    }

    /** Under other names. */
    public EditedWeights renamed(UnaryOperator<String> names) {
        Map<String, OutputTensor> all = new LinkedHashMap<>(tensors);
        tensors.clear();
        all.forEach((name, tensor) -> tensors.put(names.apply(name), tensor));
        return this;
    }

    /** With a tensor of one value in place of another, or in addition. */
    public EditedWeights with(String name, float value, Long... shape) {
        long size = List.of(shape).stream().reduce(1L, Math::multiplyExact);
        float[] values = new float[Math.toIntExact(size)];
        Arrays.fill(values, value);
        tensors.put(name, OutputTensor.floats(List.of(shape), values));
        return this;
    }

    /** Writes them as a weight file. */
    public Path write(Path file) {
        SafetensorsWriter.write(file, tensors, Map.of());
        return file;
    }
}
