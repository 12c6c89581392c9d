package org.mambascope.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import org.mambascope.base.Problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, in its order. Offsets count from the data's first byte.
 */
record SafetensorsHeader(List<Entry> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    private static final int MOST_DIMENSIONS = 64;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Names of one file are not worth remembering, and may be made to collide.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build();

    /**
     * A tensor and the bytes of the data from {@code begin} to before {@code end}; {@code type} as
     * the header has it.
     */
    record Entry(StoredTensor tensor, String type, long begin, long end) {}

    static SafetensorsHeader parse(byte[] header) {
        // A strict decoder, because the parser would guess other encodings and mend broken UTF-8.
        try (JsonParser json =
                JSON.createParser(
                        new InputStreamReader(
                                new ByteArrayInputStream(header),
                                StandardCharsets.UTF_8.newDecoder()))) {
            List<Entry> tensors = new ArrayList<>();
            Map<String, String> metadata = new LinkedHashMap<>();
            expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object");
                if (name.equals(METADATA)) {
                    readMetadata(json, metadata);
                } else {
                    tensors.add(entry(json, name));
                }
            }
            if (json.nextToken() != null) {
                throw new Problem("its header goes on after its end");
            }
            return new SafetensorsHeader(tensors, metadata);
        } catch (JsonProcessingException e) {
            throw new Problem("its header is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Problem("its header is not valid UTF-8", e);
        }
    }

    private static void readMetadata(JsonParser json, Map<String, String> metadata)
            throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            expect(json, json.nextToken(), JsonToken.VALUE_STRING, "text");
            metadata.put(key, json.getText());
        }
    }

    private static Entry entry(JsonParser json, String name) throws IOException {
        String type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "dtype" -> {
                    expect(json, value, JsonToken.VALUE_STRING, "text");
                    type = json.getText();
                }
                case "shape" -> shape = integers(json, value);
                case "data_offsets" -> offsets = integers(json, value);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new Problem(
                    "tensor '%s' needs a dtype, a shape and two data_offsets in the header"
                            .formatted(name));
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (begin < 0 || end < begin) {
            throw new Problem("tensor '%s' has data_offsets %s".formatted(name, offsets));
        }
        try {
            StoredTensor tensor = new StoredTensor(name, ElementType.ofSafetensors(type), shape);
            return new Entry(tensor, type, begin, end);
        } catch (Problem reason) {
            throw new Problem("tensor '%s': %s".formatted(name, reason.getMessage()), reason);
        }
    }

    private static List<Long> integers(JsonParser json, JsonToken first) throws IOException {
        expect(json, first, JsonToken.START_ARRAY, "a list");
        List<Long> values = new ArrayList<>();
        JsonToken value = json.nextToken();
        while (value != JsonToken.END_ARRAY) {
            expect(json, value, JsonToken.VALUE_NUMBER_INT, "an integer");
            if (values.size() == MOST_DIMENSIONS) {
                throw new Problem("its header has a shape of more than 64 dimensions");
            }
            values.add(json.getLongValue());
            value = json.nextToken();
        }
        return values;
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken expected, String words) {
        if (found != expected) {
            String name = nearestName(json.getParsingContext());
            throw new Problem(
                    name == null
                            ? "its header should be %s".formatted(words)
                            : "its header should have %s at '%s'".formatted(words, name));
        }
    }

    /** The name of the field that the parser is in, also at the start of its value. */
    private static String nearestName(JsonStreamContext context) {
        JsonStreamContext nearest = context;
        while (nearest.getCurrentName() == null && !nearest.inRoot()) {
            nearest = nearest.getParent();
        }
        return nearest.getCurrentName();
    }
}
