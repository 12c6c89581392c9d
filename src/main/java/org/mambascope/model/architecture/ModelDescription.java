package org.mambascope.model.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.json.Json;
import org.mambascope.base.json.JsonFields;
import org.mambascope.image.label.ClassNames;
import org.mambascope.model.LoadedModel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Contents of the JSON that describes weights.
 *
 * @param source the JSON file; empty if there is none
 * @param architecture as {@code vim}; empty if not given
 * @param configuration arguments of the original constructor; a missing node if there are none
 * @param preprocessing of images to input; a missing node if not given
 * @param classes names of the logits; empty if not given
 */
public record ModelDescription(
        Optional<Path> source,
        Optional<String> architecture,
        JsonNode configuration,
        JsonNode preprocessing,
        List<String> classes) {
    private static final String ARCHITECTURE = "architecture";
    private static final String CONFIGURATION = "config";
    private static final String PREPROCESSING = "preprocessing";
    private static final String CLASSES = "classes";
    private static final String INDEX = ".index.json";

    /** With what was noted by hand, by training, and by those who made test data. */
    private static final KnownNames KNOWN =
            KnownNames.of(
                    "field of a model's description",
                    Set.of(
                            ARCHITECTURE,
                            CONFIGURATION,
                            PREPROCESSING,
                            CLASSES,
                            "description",
                            "note",
                            "training",
                            "tensors",
                            "parameters",
                            "image",
                            "resized",
                            "padded",
                            "detections",
                            "margins",
                            "largest_difference_to_real_mmdet"));

    private static final ModelDescription NONE =
            new ModelDescription(
                    Optional.empty(),
                    Optional.empty(),
                    MissingNode.getInstance(),
                    MissingNode.getInstance(),
                    List.of());

    /**
     * The description next to a weight file, {@code NAME.json}; empty in every part if there is
     * none.
     */
    public static ModelDescription beside(Path weights) {
        Path file = fileBeside(weights);
        return Files.isRegularFile(file) ? read(file) : NONE;
    }

    /** Path at which the description of a weight file is expected. */
    public static Path fileBeside(Path weights) {
        return weights.resolveSibling(nameOf(weights) + ".json");
    }

    /**
     * Reads a description.
     *
     * @throws Problem if it is not a JSON object, or has fields that no description has
     */
    public static ModelDescription read(Path file) {
        return fromJson(JsonFields.read(file), file);
    }

    /**
     * A description that is already read.
     *
     * @param source the file that it is from
     * @throws Problem if it is not a JSON object, or has fields that no description has
     */
    public static ModelDescription fromJson(JsonNode root, Path source) {
        return fromJson(JsonFields.of(root, source.toString()), source);
    }

    private static ModelDescription fromJson(JsonFields fields, Path source) {
        JsonNode root = fields.only(KNOWN).node();
        List<String> classes = ClassNames.of(root.path(CLASSES), source + ": " + CLASSES);
        return new ModelDescription(
                Optional.of(source),
                fields.text(ARCHITECTURE),
                part(fields, CONFIGURATION),
                part(fields, PREPROCESSING),
                classes);
    }

    private static JsonNode part(JsonFields fields, String name) {
        return fields.object(name).map(JsonFields::node).orElse(MissingNode.getInstance());
    }

    /** The description as JSON, as {@link #read} takes it. */
    public ObjectNode toJson() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        architecture.ifPresent(name -> root.put(ARCHITECTURE, name));
        put(root, CONFIGURATION, configuration);
        put(root, PREPROCESSING, preprocessing);
        ArrayNode names = root.putArray(CLASSES);
        classes.forEach(names::add);
        return root;
    }

    private static void put(ObjectNode root, String name, JsonNode part) {
        if (part.isObject()) {
            root.set(name, part);
        }
    }

    /** Copy with arguments that override those described. */
    public ModelDescription saying(Map<String, String> chosen) {
        ObjectNode merged = Json.MAPPER.createObjectNode();
        if (configuration.isObject()) {
            merged.setAll((ObjectNode) configuration);
        }
        chosen.forEach(merged::put);
        return new ModelDescription(source, architecture, merged, preprocessing, classes);
    }

    /**
     * The description of a model as it was loaded: with the user's choices and the assumptions
     * about images and classes.
     *
     * @param chosen arguments that override those described
     */
    public ModelDescription completed(LoadedModel model, Map<String, String> chosen) {
        return new ModelDescription(
                source,
                architecture.or(
                        () ->
                                Optional.of(
                                        model.network()
                                                .summary()
                                                .family()
                                                .toLowerCase(Locale.ROOT)
                                                .replaceAll("[^a-z]", ""))),
                saying(chosen).configuration(),
                model.preprocessing().toJson(),
                model.classes());
    }

    /** A weight file's name without its ending: the model's name for the user. */
    public static String nameOf(Path weights) {
        String name = weights.getFileName().toString();
        if (name.endsWith(INDEX)) {
            // The index of a model in several files is JSON itself.
            name = name.substring(0, name.length() - INDEX.length());
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
