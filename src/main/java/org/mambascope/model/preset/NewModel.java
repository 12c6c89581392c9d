package org.mambascope.model.preset;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.Progress;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.Json;
import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.model.architecture.ModelDescription;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes models that have learned nothing yet: to measure speed with, or to train. */
public final class NewModel {
    private static final String ENDING = ".safetensors";

    private NewModel() {}

    /**
     * Writes a published model with random weights, and the JSON that describes it next to them.
     *
     * @param seed the same gives the same weights
     * @param path of the weights, ending in {@code .safetensors}
     * @throws Problem if a file cannot be written
     * @throws java.util.concurrent.CancellationException if the user asked to stop
     */
    public static void write(Preset preset, long seed, Path path, Progress progress) {
        String description = "%s, random weights (seed %d)".formatted(preset.words(), seed);
        write(preset.configuration(), description, seed, path, progress);
    }

    /**
     * As {@link #write(Preset, long, Path, Progress)} for any configuration.
     *
     * @param description of the model, in words
     */
    public static void write(
            ModelConfiguration configuration,
            String description,
            long seed,
            Path path,
            Progress progress) {
        if (!path.getFileName().toString().endsWith(ENDING)) {
            throw new Problem(
                    "Expected a file name that ends in %s for the new model, found %s: give it that ending."
                            .formatted(ENDING, path));
        }
        Map<String, String> metadata =
                Map.of("architecture", configuration.architecture(), "description", description);
        Path beside = ModelDescription.fileBeside(path);
        AtomicFile.check(path);
        AtomicFile.check(beside);
        configuration.initialWeights().write(path, seed, metadata, progress);
        try {
            AtomicFile.write(beside, json(configuration, description));
        } catch (IOException e) {
            throw FileFailure.writing(beside, e);
        }
    }

    private static String json(ModelConfiguration configuration, String description)
            throws JsonProcessingException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("architecture", configuration.architecture());
        content.put("description", description);
        content.put("config", configuration.arguments());
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content);
    }
}
