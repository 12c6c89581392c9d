package org.mambascope.training;

import ai.djl.ndarray.NDArray;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.mambascope.base.Companion;
import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.json.Json;
import org.mambascope.base.json.JsonFields;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * A training that can go on: weights, moments and averages in one safetensors file, and in its
 * metadata the settings and how far it has come. Random numbers follow from seed and step, so that
 * no generator has to be kept.
 */
record TrainingCheckpoint(Path file, String settings) {
    private static final String SETTINGS = "settings";
    private static final String REACHED = "reached";

    /** The checkpoint of a plan, whether it exists or not. */
    static TrainingCheckpoint of(TrainingPlan plan) {
        return new TrainingCheckpoint(beside(plan.output()), plan.settings());
    }

    /** The place of the checkpoint of a training that writes a model. */
    static Path beside(Path output) {
        return Companion.of(output, ModelFiles.ENDING, ".checkpoint" + ModelFiles.ENDING);
    }

    /** Replaces the file as a whole. */
    void write(Map<String, NDArray> tensors, TrainingState reached) {
        try {
            SafetensorsWriter.write(
                    file,
                    outputs(tensors, OutputTensor::floats),
                    Map.of(SETTINGS, settings, REACHED, Json.MAPPER.writeValueAsString(reached)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Copies tensors from the device.
     *
     * @param type makes a tensor to be written of shape and values
     */
    static Map<String, OutputTensor> outputs(
            Map<String, NDArray> tensors, BiFunction<List<Long>, float[], OutputTensor> type) {
        Map<String, OutputTensor> outputs = new LinkedHashMap<>();
        tensors.forEach(
                (name, tensor) ->
                        outputs.put(
                                name,
                                type.apply(
                                        LongStream.of(tensor.getShape().getShape())
                                                .boxed()
                                                .toList(),
                                        tensor.toFloatArray())));
        return outputs;
    }

    /**
     * Reads the file if there is one.
     *
     * @param tensors that it must hold
     * @param restore is given the values of each tensor
     * @return progress of the training; empty if there is no file
     * @throws Problem if the file is of another training
     */
    Optional<TrainingState> read(
            Map<String, NDArray> tensors, BiConsumer<NDArray, float[]> restore) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (WeightFile checkpoint = WeightFiles.open(file)) {
            String found = checkpoint.metadata().getOrDefault(SETTINGS, "nothing");
            if (!found.equals(settings)
                    || !checkpoint.tensors().keySet().equals(tensors.keySet())) {
                throw new Problem(
                        "The checkpoint %s belongs to another training (%s): continue that one with the same settings, or delete the file to begin anew."
                                .formatted(file, found));
            }
            tensors.forEach(
                    (name, tensor) -> {
                        float[] values = checkpoint.floats(name);
                        if (values.length != tensor.size()) {
                            throw new Problem(
                                    "The checkpoint %s is of a model of another size (%s): delete the file to begin anew."
                                            .formatted(file, name));
                        }
                        restore.accept(tensor, values);
                    });
            return Optional.of(
                    TrainingState.read(
                            JsonFields.parse(
                                    checkpoint.metadata().getOrDefault(REACHED, "null"),
                                    file + ": " + REACHED)));
        }
    }

    /** Deletes the file when the training is done. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }
}
