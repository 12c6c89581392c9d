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
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

import java.io.IOException;
import java.util.Optional;

/**
 * JSON of session files: records by their components, maps by their keys' order so that the same
 * session is the same text, and what is optional as null.
 */
public final class SessionJson {
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
     * A session from a tree.
     *
     * @param strict whether names that are not known are refused, at every depth
     */
    static SessionState read(JsonNode tree, boolean strict) throws IOException {
        ObjectReader reader = JSON.readerFor(SessionState.class);
        return (strict ? reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) : reader)
                .readValue(tree);
    }

    /** A session as text. */
    static String text(SessionState session) throws IOException {
        return JSON.writeValueAsString(session);
    }

    /** A part of a session as a tree: equal trees are equal values, arrays included. */
    public static ObjectNode tree(Object value) {
        return JSON.valueToTree(value);
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
