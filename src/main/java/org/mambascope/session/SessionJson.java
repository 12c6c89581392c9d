package org.mambascope.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * JSON of session files: records by their components, maps by their keys' order so that the same
 * session is the same text, what is optional as null, names that are not known left out, so that
 * files of other versions can be read.
 */
public final class SessionJson {
    /** The form of files that this program writes. */
    public static final int VERSION = 2;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
                    .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                    .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(new Writing())
                                    .addDeserializer(Optional.class, new Reading(null)));

    private SessionJson() {}

    /**
     * Reads a session file: the one way in for everything that takes something of it.
     *
     * @param type what is taken of it
     * @param known names that a file of this version has; empty for whatever there is
     * @throws Problem if it is no session, of a later version, or damaged
     */
    public static <T> T read(Path file, Class<T> type, String... known) {
        JsonFields fields = JsonFields.read(file);
        int version = fields.requiredWholeNumber("version", 1, Integer.MAX_VALUE);
        if (version > VERSION) {
            throw new Problem(
                    "The session %s is of version %d, and this MambaScope reads up to %d: update it."
                            .formatted(file, version, VERSION));
        }
        if (version == VERSION && known.length > 0) {
            fields.only(known);
        }
        try {
            return JSON.treeToValue(fields.node(), type);
        } catch (JsonMappingException e) {
            throw new Problem(
                    "The session %s is damaged at %s: %s; open its model and images by themselves."
                            .formatted(file, path(e), firstLine(e)),
                    e);
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(
                        step ->
                                step.getFieldName() == null
                                        ? "[%d]".formatted(step.getIndex())
                                        : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String firstLine(JsonMappingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    /** Reads and writes it. */
    public static ObjectMapper mapper() {
        return JSON;
    }

    /** A value as a tree. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /**
     * A value from a tree.
     *
     * @throws Problem if it is damaged
     */
    public static <T> T value(JsonNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (IOException | RuntimeException e) {
            throw new Problem(
                    "A part of the session is damaged (%s): %s; the rest of it is open."
                            .formatted(type.getSimpleName(), e.getMessage()),
                    e);
        }
    }

    private static final class Writing extends StdSerializer<Optional<?>> {
        private static final long serialVersionUID = 1;

        Writing() {
            super(Optional.class, false);
        }

        @Override
        public void serialize(Optional<?> value, JsonGenerator to, SerializerProvider provider)
                throws IOException {
            provider.defaultSerializeValue(value.orElse(null), to);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class Reading extends StdDeserializer<Optional>
            implements ContextualDeserializer {
        private static final long serialVersionUID = 1;

        private final JavaType content;

        Reading(JavaType content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            return new Reading(context.getContextualType().containedType(0));
        }

        @Override
        public Optional<?> deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            return Optional.ofNullable(context.readValue(from, content));
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
