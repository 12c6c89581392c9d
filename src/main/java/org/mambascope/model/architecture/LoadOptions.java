package org.mambascope.model.architecture;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the user says of a weight file beyond what is in it.
 *
 * @param section which of several state dicts in a {@code .pth} to take; the file's first if empty
 * @param description JSON to use instead of the one beside the weights
 * @param arguments arguments of the original constructor by name, such as {@code
 *     use_middle_cls_token} → {@code false}; they come before what the JSON says
 * @param preprocessing how pictures become input, as a description has it; it comes before what the
 *     JSON says
 */
public record LoadOptions(
        Optional<String> section,
        Optional<Path> description,
        Map<String, String> arguments,
        Optional<JsonNode> preprocessing) {
    /** Nothing beyond the file and the JSON beside it. */
    public static final LoadOptions DEFAULT =
            new LoadOptions(Optional.empty(), Optional.empty(), Map.of());

    public LoadOptions {
        arguments = Map.copyOf(arguments);
    }

    /** Nothing about pictures. */
    public LoadOptions(
            Optional<String> section, Optional<Path> description, Map<String, String> arguments) {
        this(section, description, arguments, Optional.empty());
    }
}
