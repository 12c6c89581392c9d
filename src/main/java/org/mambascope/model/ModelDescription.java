package org.mambascope.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a JSON beside the weights says of them.
 *
 * @param source the JSON file; empty if there is none
 * @param architecture as {@code vim}; empty if it does not say
 * @param configuration arguments of the original constructor; a missing node if there are none
 * @param preprocessing how pictures become input; a missing node if it does not say
 * @param classes names of the logits; empty if it does not say
 */
public record ModelDescription(
        Optional<Path> source,
        Optional<String> architecture,
        JsonNode configuration,
        JsonNode preprocessing,
        List<String> classes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ModelDescription NONE =
            new ModelDescription(
                    Optional.empty(),
                    Optional.empty(),
                    MissingNode.getInstance(),
                    MissingNode.getInstance(),
                    List.of());

    /**
     * The description beside a weight file, {@code NAME.json}; empty in every part if there is
     * none.
     */
    public static ModelDescription beside(Path weights) {
        Path file = fileBeside(weights);
        return Files.isRegularFile(file) ? read(file) : NONE;
    }

    /** Where the description of a weight file is looked for. */
    public static Path fileBeside(Path weights) {
        return weights.resolveSibling(nameOf(weights) + ".json");
    }

    /**
     * Reads a description.
     *
     * @throws Problem if it is not a JSON object
     */
    public static ModelDescription read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new Problem(
                        "Expected a JSON object that describes a model in "
                                + file
                                + ", found something else.");
            }
            List<String> classes =
                    StreamSupport.stream(root.path("classes").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList();
            return new ModelDescription(
                    Optional.of(file),
                    Optional.ofNullable(root.path("architecture").textValue()),
                    root.path("config"),
                    root.path("preprocessing"),
                    classes);
        } catch (JsonProcessingException e) {
            throw new Problem(
                    "Cannot read the model's description "
                            + file
                            + ": "
                            + e.getOriginalMessage()
                            + ".",
                    e);
        } catch (IOException e) {
            throw new Problem(
                    "Cannot read the model's description " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** A weight file's name without its ending: the model's name for the user. */
    static String nameOf(Path weights) {
        String name = weights.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
