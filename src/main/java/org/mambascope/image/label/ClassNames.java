package org.mambascope.image.label;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Names of classes in the order of their numbers, from a list, from an object of names with numbers
 * ({@code class_to_idx}) or of numbers with names ({@code id2label}; also {@code [WordNet id,
 * name]}), or from a text of one name a line.
 */
public final class ClassNames {
    private static final List<String> FILES =
            List.of("classes.txt", "classes.json", "class_to_idx.json", "id2label.json");
    private static final List<String> FIELDS =
            List.of("id2label", "class_to_idx", "label2id", "classes");
    private static final int MOST = 1 << 20;

    private ClassNames() {}

    /** The file in a folder that names classes, as {@code classes.txt}. */
    public static Optional<Path> in(Path folder) {
        return FILES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /**
     * Reads a {@code .json} or a text.
     *
     * @throws Problem if it holds no names, or numbers that are missing or there twice
     */
    public static List<String> read(Path file) {
        if (file.toString().endsWith(".json")) {
            JsonNode root = JsonFields.value(TextFile.text(file), file.toString());
            List<String> names =
                    FIELDS.stream()
                            .filter(root::has)
                            .findFirst()
                            .map(field -> of(root.get(field), file + ": " + field))
                            .orElseGet(() -> of(root, file.toString()));
            return checked(names, file.toString());
        }
        List<String> lines = TextFile.text(file).strip().lines().map(String::strip).toList();
        return checked(withoutNumbers(lines), file.toString());
    }

    /** Lines without the numbers before them, where each has its own: from 0, or from 1. */
    private static List<String> withoutNumbers(List<String> lines) {
        for (int from = 0; from < 2; from++) {
            List<String> names = new ArrayList<>();
            for (String line : lines) {
                String number = String.valueOf(from + names.size());
                String rest = line.startsWith(number) ? line.substring(number.length()) : "";
                if (rest.length() < 2 || " \t,;:=".indexOf(rest.charAt(0)) < 0) {
                    break;
                }
                names.add(rest.substring(1).strip());
            }
            if (names.size() == lines.size()) {
                return names;
            }
        }
        return lines;
    }

    /**
     * Names as JSON has them; none where the node is missing or null.
     *
     * @param place of the node, as {@code vim.json: classes}
     * @throws Problem if numbers are missing or there twice, or it is of another shape
     */
    public static List<String> of(JsonNode node, String place) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (node.isArray()) {
            List<String> names =
                    StreamSupport.stream(node.spliterator(), false)
                            .map(name -> name(name, place))
                            .toList();
            return names.isEmpty() ? names : checked(names, place);
        }
        if (!node.isObject()) {
            throw new Problem(
                    "%s: expected a list of names, or an object of names and numbers, found %s: write [\"cat\", \"dog\"] or {\"cat\": 0, \"dog\": 1}."
                            .formatted(place, node));
        }
        String[] names = new String[node.size()];
        boolean numbersFirst = node.propertyStream().allMatch(e -> isNumber(e.getKey()));
        boolean namesFirst = node.propertyStream().allMatch(e -> e.getValue().isIntegralNumber());
        if (numbersFirst && !namesFirst) {
            node.properties()
                    .forEach(e -> put(names, e.getKey(), name(e.getValue(), place), place));
        } else if (namesFirst) {
            node.properties().forEach(e -> put(names, e.getValue().asText(), e.getKey(), place));
        } else {
            Map.Entry<String, JsonNode> first = node.properties().iterator().next();
            throw new Problem(
                    "%s: expected names with their numbers or numbers with their names, found “%s” with %s: write all as {\"cat\": 0, \"dog\": 1}."
                            .formatted(place, first.getKey(), first.getValue()));
        }
        return checked(Arrays.asList(names), place);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Character::isDigit);
    }

    /** A name alone, or the last of several as in {@code ["n01440764", "tench"]}. */
    private static String name(JsonNode value, String place) {
        JsonNode name = value.isArray() && !value.isEmpty() ? value.get(value.size() - 1) : value;
        if (!name.isTextual() && !name.isIntegralNumber()) {
            throw new Problem(
                    "%s: expected the name of a class, found %s: write it as a text."
                            .formatted(place, value));
        }
        return name.asText();
    }

    private static void put(String[] names, String number, String name, String place) {
        int index = isNumber(number) ? Integer.parseInt(number) : -1;
        if (index < 0 || index >= names.length) {
            throw new Problem(
                    "%s: expected %d classes with the numbers 0 to %d, found number %s (“%s”): number them from 0 without gaps."
                            .formatted(place, names.length, names.length - 1, number, name));
        }
        if (names[index] != null) {
            throw new Problem(
                    "%s: expected one name for each number, found “%s” and “%s” for number %s: number them from 0 without gaps."
                            .formatted(place, names[index], name, number));
        }
        names[index] = name;
    }

    private static List<String> checked(List<String> names, String place) {
        if (names.isEmpty() || names.size() > MOST || names.stream().anyMatch(String::isBlank)) {
            Stream<String> lines = names.stream().takeWhile(name -> !name.isBlank());
            throw new Problem(
                    "%s: expected a name for every class, found %s: name each of them."
                            .formatted(
                                    place,
                                    names.isEmpty() ? "none" : "none for class " + lines.count()));
        }
        return List.copyOf(names);
    }
}
