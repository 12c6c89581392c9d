package org.mambascope.session;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place of a session file whose value is of another kind than the session needs.
 *
 * @param root of the file
 * @param reason from the reader of JSON
 */
record DamagedPart(Path file, JsonNode root, JsonMappingException reason) {
    /** The place, what was expected there, and what was found. */
    Problem problem() {
        JsonNode found = found();
        return new Problem(
                "The session %s is damaged at %s: expected %s, found %s; open its model and images by themselves."
                        .formatted(
                                file,
                                path(reason.getPath()),
                                expected(found),
                                JsonFields.shown(found)),
                reason);
    }

    /** Steps into JSON as {@code parts.runs.runs[0]}. */
    static String path(List<Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (Reference step : steps) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private JsonNode found() {
        JsonNode node = root;
        for (Reference step : reason.getPath()) {
            node =
                    step.getFieldName() == null
                            ? node.path(step.getIndex())
                            : node.path(step.getFieldName());
        }
        return node;
    }

    private String expected(JsonNode found) {
        return switch (reason) {
            case ValueInstantiationException e -> missing(e, found);
            case InvalidFormatException e -> kind(e.getTargetType());
            case MismatchedInputException e -> kind(e.getTargetType());
            default -> "another value";
        };
    }

    /** Records name the component that they miss. */
    private static String missing(ValueInstantiationException e, JsonNode found) {
        return Optional.ofNullable(e.getCause())
                .map(Throwable::getMessage)
                .filter(_ -> found.isObject())
                .filter(name -> name.matches("\\w+"))
                .map("a field %s in it"::formatted)
                .orElse("other values");
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "another value";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "an object" : "text";
    }
}
