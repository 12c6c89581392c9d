package org.mambascope.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.mambascope.base.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Arguments of an original constructor, from the user's choice first, then from the description
 * beside the weights; for the rest the published value is assumed, and the assumption kept.
 */
public final class Arguments {
    private final Map<String, String> chosen;
    private final JsonNode described;
    private final String source;
    private final List<Assumption> assumptions = new ArrayList<>();

    /** Arguments of a model that is being loaded. */
    public Arguments(LoadOptions options, ModelDescription description) {
        chosen = options.arguments();
        described = description.configuration();
        source =
                description
                        .source()
                        .map(file -> file.getFileName().toString())
                        .orElse("the description");
    }

    /**
     * A truth value.
     *
     * @param words what the value means, for the sentence that says what was assumed
     */
    public boolean flag(String name, boolean published, String words) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            assume(name, Boolean.toString(published), words);
            return published;
        }
        return switch (value.get().asText()) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> throw unexpected(name, "true or false", value.get());
        };
    }

    /** A truth value that the original constructor has by default; nothing is assumed. */
    public boolean flag(String name, boolean fallback) {
        return find(name).isPresent() ? flag(name, fallback, "") : fallback;
    }

    /** A positive whole number; of a pair of equal ones, either. */
    public OptionalInt number(String name) {
        Optional<JsonNode> value =
                find(name).map(node -> node.isArray() && node.size() > 0 ? node.get(0) : node);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value.get().asText());
            if (number > 0) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one sentence about both kinds of mistake.
        }
        throw unexpected(name, "a positive whole number", value.get());
    }

    /** A word. */
    public Optional<String> word(String name) {
        return find(name).map(JsonNode::asText);
    }

    /**
     * Rows of words, as a scan's directions per block: a list of lists in a description; in a
     * choice, words after commas and rows after semicolons.
     */
    public Optional<List<List<String>>> table(String name) {
        return find(name).map(node -> node.isTextual() ? rows(node.asText()) : rows(node));
    }

    private static List<List<String>> rows(String text) {
        return Stream.of(text.split(";"))
                .map(row -> Stream.of(row.split(",")).map(String::strip).toList())
                .toList();
    }

    private static List<List<String>> rows(JsonNode node) {
        return elements(node).map(row -> elements(row).map(JsonNode::asText).toList()).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * Keeps that something was assumed.
     *
     * @param value as the user would give it
     * @param words what it means
     */
    public void assume(String name, String value, String words) {
        assumptions.add(new Assumption(name, value, words));
    }

    /** A table as the user would give it: words after commas, rows after semicolons. */
    public static String written(List<List<String>> table) {
        return table.stream().map(row -> String.join(",", row)).collect(Collectors.joining(";"));
    }

    /** Everything that was assumed. */
    public List<Assumption> assumptions() {
        return List.copyOf(assumptions);
    }

    /**
     * Holds what the shapes of the weights say against what is said of them.
     *
     * @throws Problem if they differ
     */
    public int agreeing(String name, int found) {
        OptionalInt said = number(name);
        if (said.isPresent() && said.getAsInt() != found) {
            throw new Problem(
                    "The weights have %s = %d, but %s says %d. Correct the description, or take the weights that belong to it."
                            .formatted(
                                    name,
                                    found,
                                    chosen.containsKey(name) ? "the choice made" : source,
                                    said.getAsInt()));
        }
        return found;
    }

    /** One sentence on everything that was assumed; empty if nothing was. */
    public Optional<String> assumed() {
        return assumptions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Assumed, since the weights cannot tell: "
                                + assumptions.stream()
                                        .map(Assumption::words)
                                        .collect(Collectors.joining(", "))
                                + ".");
    }

    private Optional<JsonNode> find(String name) {
        if (chosen.containsKey(name)) {
            return Optional.of(TextNode.valueOf(chosen.get(name)));
        }
        JsonNode node = described.path(name);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private Problem unexpected(String name, String expected, JsonNode found) {
        return new Problem("Expected %s for %s, found %s.".formatted(expected, name, found));
    }
}
