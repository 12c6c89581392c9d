package org.mambascope.model.architecture;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The user's choices for loading a weight file.
 *
 * @param section name of the state dict to take from a {@code .pth} with several; the first if
 *     empty
 * @param description JSON to use instead of the one next to the weights
 * @param arguments arguments of the original constructor by name, such as {@code
 *     use_middle_cls_token} → {@code false}; they override the JSON
 * @param preprocessing of images to input, as in a description; it overrides the JSON
 */
public record LoadOptions(
        Optional<String> section,
        Optional<Path> description,
        Map<String, String> arguments,
        Optional<JsonNode> preprocessing) {
    /** Only the file and the JSON next to it. */
    public static final LoadOptions DEFAULT =
            new LoadOptions(Optional.empty(), Optional.empty(), Map.of());

    public LoadOptions {
        arguments = Map.copyOf(arguments);
    }

    /** Without a choice of preprocessing. */
    public LoadOptions(
            Optional<String> section, Optional<Path> description, Map<String, String> arguments) {
        this(section, description, arguments, Optional.empty());
    }
}
