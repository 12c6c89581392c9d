package org.mambascope.checkpoint.pickle;

import org.mambascope.base.json.Json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What training tools of mmengine note beside a state dict, in {@code meta}: the configuration as
 * text, {@code cfg}, and the names of the classes, {@code classes}, as a JSON array.
 */
public final class TrainingMetadata {
    private static final int LONGEST = 1 << 20;

    private TrainingMetadata() {}

    /** The notes in an unpickled object; empty where there are none. */
    public static Map<String, String> in(Object root) {
        Map<String, String> notes = new LinkedHashMap<>();
        if (entry(root, "meta").orElse(null) instanceof Map<?, ?> meta) {
            if (meta.get("cfg") instanceof String text && text.length() <= LONGEST) {
                notes.put("cfg", text);
            }
            Object dataset = meta.get("dataset_meta");
            Stream.of(entry(dataset, "classes"), entry(dataset, "CLASSES"), entry(meta, "CLASSES"))
                    .flatMap(Optional::stream)
                    .map(TrainingMetadata::words)
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .ifPresent(
                            words ->
                                    notes.put(
                                            "classes", Json.MAPPER.valueToTree(words).toString()));
        }
        return notes;
    }

    private static Optional<Object> entry(Object container, String key) {
        return container instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get(key))
                : Optional.empty();
    }

    /** A list or tuple of words; empty if it is anything else. */
    private static List<String> words(Object value) {
        List<?> items =
                switch (value) {
                    case List<?> list -> list;
                    case Object[] tuple -> Arrays.asList(tuple);
                    default -> List.of();
                };
        return items.stream().filter(Objects::nonNull).allMatch(String.class::isInstance)
                ? items.stream().map(String.class::cast).toList()
                : List.of();
    }
}
