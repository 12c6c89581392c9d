package org.mambascope.base.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.mambascope.base.FileFailure;
import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A JSON object that is read field by field, with every kind and range checked. Whatever is not as
 * expected is refused with the file, the path of the field, what was expected and what was found.
 * {@code null} is the same as a missing field.
 *
 * <pre>{@code
 * JsonFields plan = JsonFields.read(file).only("weight", "activation", "layers");
 * int weight = plan.wholeNumber("weight", 2, 32).orElse(32);
 * }</pre>
 */
public final class JsonFields {
    /** Longest text of a found value in a message, in characters. */
    private static final int SHOWN = 60;

    /** Largest file that is read, in bytes. */
    private static final long LARGEST = 64L << 20;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode node;
    private final String place;

    private JsonFields(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /**
     * Reads a file in UTF-8.
     *
     * @throws Problem if it cannot be read, is not JSON, names a field twice or is no object
     */
    public static JsonFields read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Problem(
                        "%s: expected JSON of at most %d MB, found %d MB."
                                .formatted(file, LARGEST >> 20, Files.size(file) >> 20));
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw FileFailure.reading(file, e);
        }
    }

    /**
     * Reads a text.
     *
     * @param place origin of the text, as messages name it
     * @throws Problem if it is not JSON, names a field twice or is no object
     */
    public static JsonFields parse(String text, String place) {
        return of(value(text, place), place);
    }

    /**
     * Reads a text that may be a list or a single value as well.
     *
     * @param place origin of the text, as messages name it
     * @throws Problem if it is not JSON or names a field twice
     */
    public static JsonNode value(String text, String place) {
        try {
            return JSON.readTree(withoutMark(text));
        } catch (JsonProcessingException e) {
            throw notJson(place, e);
        }
    }

    /** The refusal of a text that is not JSON, with the line and column of the error. */
    public static Problem notJson(String place, JsonProcessingException e) {
        return new Problem(
                "%s: expected JSON, found an error at line %d, column %d: %s."
                        .formatted(
                                place,
                                e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                                said(e)),
                e);
    }

    /**
     * The fields of a node that is read already.
     *
     * @param place of the node, as {@code vim.json: config}
     * @throws Problem if it is no object
     */
    public static JsonFields of(JsonNode node, String place) {
        if (!node.isObject()) {
            throw new Problem(
                    "%s: expected a JSON object, found %s.".formatted(place, shown(node)));
        }
        return new JsonFields(node, place);
    }

    /**
     * Refuses fields of other names.
     *
     * @return these fields
     * @throws Problem with the nearest known name
     */
    public JsonFields only(String... known) {
        KnownNames.of("field", List.of(known)).require(names(), place);
        return this;
    }

    /** As {@link #only(String...)}, with names that have a noun of their own. */
    public JsonFields only(KnownNames known) {
        known.require(names(), place);
        return this;
    }

    /** Names of all fields, in the order of the file. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Place of the object, for messages. */
    public String place() {
        return place;
    }

    /** The object itself. */
    public JsonNode node() {
        return node;
    }

    /** Returns true if a field is there and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A text. */
    public Optional<String> text(String name) {
        return field(name, "a text", JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** True or false. */
    public Optional<Boolean> flag(String name) {
        return field(name, "true or false", JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** A whole number between two bounds, both included. */
    public OptionalInt wholeNumber(String name, int least, int most) {
        OptionalLong number = longNumber(name, least, most);
        return number.isPresent()
                ? OptionalInt.of(Math.toIntExact(number.getAsLong()))
                : OptionalInt.empty();
    }

    /** A whole number of 64 bits between two bounds, both included. */
    public OptionalLong longNumber(String name, long least, long most) {
        String expected = "a whole number from %d to %d".formatted(least, most);
        Optional<JsonNode> value =
                field(
                        name,
                        expected,
                        it ->
                                it.isIntegralNumber()
                                        && it.canConvertToLong()
                                        && it.longValue() >= least
                                        && it.longValue() <= most);
        return value.isPresent() ? OptionalLong.of(value.get().longValue()) : OptionalLong.empty();
    }

    /** A finite number between two bounds, both included. */
    public OptionalDouble number(String name, double least, double most) {
        String expected = "a number from %s to %s".formatted(least, most);
        Optional<JsonNode> value =
                field(
                        name,
                        expected,
                        it ->
                                it.isNumber()
                                        && Double.isFinite(it.doubleValue())
                                        && it.doubleValue() >= least
                                        && it.doubleValue() <= most);
        return value.isPresent()
                ? OptionalDouble.of(value.get().doubleValue())
                : OptionalDouble.empty();
    }

    /** An object within this one. */
    public Optional<JsonFields> object(String name) {
        return field(name, "a JSON object", JsonNode::isObject)
                .map(value -> new JsonFields(value, path(name)));
    }

    /** Objects of a list; a missing list has none. */
    public List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            objects.add(of(item, path("%s[%d]".formatted(name, objects.size()))));
        }
        return List.copyOf(objects);
    }

    /** Texts of a list; a missing list has none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw wrong("%s[%d]".formatted(name, texts.size()), "a text", item);
            }
            texts.add(item.textValue());
        }
        return List.copyOf(texts);
    }

    /** Items of a list; a missing list has none. */
    public List<JsonNode> list(String name) {
        return field(name, "a list", JsonNode::isArray)
                .map(value -> List.copyOf(value.valueStream().toList()))
                .orElse(List.of());
    }

    /** Finite numbers of a list; a missing list has none. */
    public double[] numbers(String name) {
        return numbers(list(name), name);
    }

    /**
     * Finite numbers of a list that is in a list.
     *
     * @param name of the field and the place in it, as {@code segmentation[0]}
     */
    public double[] numbers(List<JsonNode> list, String name) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode item = list.get(i);
            if (!item.isNumber() || !Double.isFinite(item.doubleValue())) {
                throw wrong("%s[%d]".formatted(name, i), "a number", item);
            }
            numbers[i] = item.doubleValue();
        }
        return numbers;
    }

    /** A text that must be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** A whole number that must be there. */
    public int requiredWholeNumber(String name, int least, int most) {
        return wholeNumber(name, least, most)
                .orElseThrow(
                        () -> missing(name, "a whole number from %d to %d".formatted(least, most)));
    }

    /** A finite number that must be there. */
    public double requiredNumber(String name, double least, double most) {
        return number(name, least, most).orElseThrow(() -> missing(name, "a number"));
    }

    /** True or false, which must be there. */
    public boolean requiredFlag(String name) {
        return flag(name).orElseThrow(() -> missing(name, "true or false"));
    }

    /** An object that must be there. */
    public JsonFields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name, "a JSON object"));
    }

    /** The refusal of a field's value: {@code PLACE.NAME: expected …, found …}. */
    public Problem wrong(String name, String expected) {
        return has(name) ? wrong(name, expected, node.get(name)) : missing(name, expected);
    }

    private Problem wrong(String name, String expected, JsonNode found) {
        return new Problem(
                "%s: expected %s, found %s.".formatted(path(name), expected, shown(found)));
    }

    private Problem missing(String name, String expected) {
        return new Problem("%s: expected %s, found nothing.".formatted(path(name), expected));
    }

    private Optional<JsonNode> field(String name, String expected, Predicate<JsonNode> fits) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!fits.test(value)) {
            throw wrong(name, expected, value);
        }
        return Optional.of(value);
    }

    /** As {@code vim.json: config.img_size}: one colon after the file, dots between fields. */
    private String path(String name) {
        return place.contains(": ") ? place + "." + name : place + ": " + name;
    }

    /** A value as messages show it: the beginning of its JSON, or “nothing” for a missing one. */
    public static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : shortened(value.toString());
    }

    /** The library's sentence, without its advice to programmers. */
    private static String said(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "the text ends too early";
        }
        if (e instanceof StreamConstraintsException) {
            return "brackets, numbers or names beyond any description";
        }
        return shortened(
                e.getOriginalMessage()
                        .replaceFirst(": (enable|only regular) .*", "")
                        .replaceFirst("Duplicate field '(.*)'", "the field $1 is there twice"));
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }

    /** Windows editors begin a file with a byte-order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
