package org.mambascope.dataset.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Large JSON files read one object at a time, so that only what is made of the objects takes
 * memory. Python's {@code NaN} and {@code Infinity} are read, to be refused at their place.
 */
final class JsonItems {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private final Path file;

    JsonItems(Path file) {
        this.file = file;
    }

    /**
     * Reads lists of a file that is an object.
     *
     * @param lists by the names of the fields; each must be there and receives its objects in turn
     * @throws Problem if the file is no such JSON, or from what receives the objects
     */
    void readLists(Map<String, Consumer<JsonFields>> lists) {
        read(
                parser -> {
                    parser.nextToken();
                    expect(parser, JsonToken.START_OBJECT, "", "a JSON object");
                    Set<String> missing = new HashSet<>(lists.keySet());
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        String name = parser.currentName();
                        parser.nextToken();
                        if (missing.remove(name)) {
                            expect(parser, JsonToken.START_ARRAY, name, "a list");
                            items(parser, name, lists.get(name));
                        } else {
                            parser.skipChildren();
                        }
                    }
                    for (String name : lists.keySet()) {
                        if (missing.contains(name)) {
                            throw new Problem(
                                    "%s: %s: expected a list, found nothing."
                                            .formatted(file, name));
                        }
                    }
                });
    }

    /**
     * Reads a file that is a list.
     *
     * @param item receives the objects in turn
     */
    void readList(Consumer<JsonFields> item) {
        read(
                parser -> {
                    parser.nextToken();
                    expect(parser, JsonToken.START_ARRAY, "", "a list");
                    items(parser, "", item);
                });
    }

    private void items(JsonParser parser, String list, Consumer<JsonFields> item)
            throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            JsonNode node = parser.readValueAsTree();
            item.accept(JsonFields.of(node, file + ": " + list + "[" + i + "]"));
        }
    }

    private void expect(JsonParser parser, JsonToken wanted, String name, String expected)
            throws IOException {
        if (parser.currentToken() != wanted) {
            throw new Problem(
                    "%s: %sexpected %s, found %s."
                            .formatted(
                                    file,
                                    name.isEmpty() ? "" : name + ": ",
                                    expected,
                                    switch (parser.currentToken()) {
                                        case null -> "nothing";
                                        case START_OBJECT -> "a JSON object";
                                        case START_ARRAY -> "a list";
                                        default -> parser.getText();
                                    }));
        }
    }

    /** Reading of a whole file. */
    @FunctionalInterface
    private interface Reading {
        void from(JsonParser parser) throws IOException;
    }

    private void read(Reading reading) {
        try (JsonParser parser = JSON.createParser(Files.newInputStream(file))) {
            reading.from(parser);
            if (parser.nextToken() != null) {
                throw new Problem(
                        "%s: expected the end of the file after the JSON, found %s."
                                .formatted(file, parser.getText()));
            }
        } catch (JsonProcessingException e) {
            throw JsonFields.notJson(file.toString(), e);
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }
}
