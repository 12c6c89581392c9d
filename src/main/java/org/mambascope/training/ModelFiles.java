package org.mambascope.training;

import ai.djl.ndarray.NDArray;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.Json;
import org.mambascope.checkpoint.OutputTensor;
import org.mambascope.checkpoint.SafetensorsWriter;
import org.mambascope.image.Preprocessing;
import org.mambascope.model.architecture.ModelDescription;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a trained model.
 *
 * @param weights {@code NAME.safetensors}
 * @param start the description of the model that training started from
 * @param preprocessing of images; empty if the configuration says it
 * @param half whether weights are written in half precision
 * @param classes names of the logits; empty if unknown
 */
record ModelFiles(
        Path weights,
        ModelDescription start,
        Optional<Preprocessing> preprocessing,
        List<String> classes,
        boolean half) {
    static final String ENDING = ".safetensors";

    ModelFiles {
        if (!weights.getFileName().toString().endsWith(ENDING)) {
            throw new Problem(
                    "Expected a file name that ends in %s for the trained model, found %s: give it that ending."
                            .formatted(ENDING, weights));
        }
    }

    /** Writes the weights, and a description that does not yet say how they came about. */
    void write(Map<String, NDArray> parameters) {
        SafetensorsWriter.write(
                weights,
                TrainingCheckpoint.outputs(
                        parameters, half ? OutputTensor::halves : OutputTensor::floats),
                start.architecture().map(name -> Map.of("architecture", name)).orElse(Map.of()));
        describe(Optional.empty());
    }

    /** Writes the description. */
    void describe(Optional<TrainingReport> report) {
        Path beside = ModelDescription.fileBeside(weights);
        try {
            AtomicFile.write(
                    beside,
                    Json.MAPPER
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(description(report)));
        } catch (IOException e) {
            throw FileFailure.writing(beside, e);
        }
    }

    private ObjectNode description(Optional<TrainingReport> report) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        start.architecture().ifPresent(name -> root.put("architecture", name));
        if (start.configuration().isObject()) {
            root.set("config", start.configuration());
        }
        preprocessing.ifPresent(said -> root.set("preprocessing", said.toJson()));
        root.set("classes", Json.MAPPER.valueToTree(classes));
        report.ifPresent(result -> root.set("training", Json.MAPPER.valueToTree(result)));
        return root;
    }
}
